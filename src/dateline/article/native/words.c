/* Words of texts asked for in tables without being made strings, and the words of furniture (`furniture_words`). */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

static inline __attribute__((always_inline)) void count_among(int kind, const void *letters, Py_ssize_t size,
                                                              const Words *words, Py_ssize_t enough, Py_ssize_t *known,
                                                              Py_ssize_t *total)
{
    Py_ssize_t begun = -1;
    uint64_t hash = 0;
    *known = *total = 0;
    for (Py_ssize_t at = 0; at <= size; at++) {
        Py_UCS4 letter = at < size ? PyUnicode_READ(kind, letters, at) : ' ';
        if (is_word(letter)) {
            hash = add_letter(begun < 0 ? start_hash() : hash, fold(letter));
            begun = begun < 0 ? at : begun;
        } else if (begun >= 0) {
            *known += find_word(words, end_hash(hash), kind, letters, begun, at - begun, 1) != NULL;
            ++*total;
            begun = -1;
            if (*known == enough)
                return;
        }
    }
}

/* How many words a text has, as `folded_by` gives it, and how many of them are known; it ends where so many are. A loop
 * for each width of letters, where most have one byte. */
static void count_known(PyObject *text, const Words *words, Py_ssize_t enough, Py_ssize_t *known, Py_ssize_t *total)
{
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
        count_among(PyUnicode_1BYTE_KIND, letters, size, words, enough, known, total);
        break;
    case PyUnicode_2BYTE_KIND:
        count_among(PyUnicode_2BYTE_KIND, letters, size, words, enough, known, total);
        break;
    default:
        count_among(PyUnicode_4BYTE_KIND, letters, size, words, enough, known, total);
    }
}

/* count_words(text, words) -> how many of the stretches between white space, in lower case, are known, and of how many */
PyObject *count_words(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *told, *words;
    if (!PyArg_ParseTuple(args, "OO!", &told, &WordsType, &words))
        return NULL;
    PyObject *text = folded_by(told, "lower");
    if (text == NULL)
        return NULL;
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), begun = -1, known = 0, total = 0;
    uint64_t hash = 0;
    for (Py_ssize_t at = 0; at <= size; at++) {
        Py_UCS4 letter = at < size ? PyUnicode_READ(kind, letters, at) : ' ';
        if (!Py_UNICODE_ISSPACE(letter)) {
            hash = add_letter(begun < 0 ? start_hash() : hash, fold(letter));
            begun = begun < 0 ? at : begun;
        } else if (begun >= 0) {
            known += find_word((const Words *)words, end_hash(hash), kind, letters, begun, at - begun, 1) != NULL;
            total++;
            begun = -1;
        }
    }
    Py_DECREF(text);
    return Py_BuildValue("nn", known, total);
}

/* What is `[^\W\d_]` to Python. */
static int is_letter(Py_UCS4 letter)
{
    return letter < 0x80 ? Py_ISALPHA(letter) : Py_UNICODE_ISALNUM(letter) && !Py_UNICODE_ISDECIMAL(letter);
}

/* One more of a word in a dict of numbers; -1 on an error. */
static int add_one(PyObject *counts, PyObject *word)
{
    PyObject *before = PyDict_GetItemWithError(counts, word);
    if (before == NULL && PyErr_Occurred())
        return -1;
    PyObject *after = PyLong_FromSsize_t(before == NULL ? 1 : PyLong_AsSsize_t(before) + 1);
    int failed = after == NULL ? -1 : PyDict_SetItem(counts, word, after);
    Py_XDECREF(after);
    return failed;
}

/* tally_words(text, words) -> how often each known word stands there, and how many words do, as `detect.WORD` cuts it */
PyObject *tally_words(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text, *words;
    if (!PyArg_ParseTuple(args, "UO!", &text, &WordsType, &words))
        return NULL;
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), begun = -1, total = 0;
    uint64_t hash = 0;
    PyObject *counts = PyDict_New();
    for (Py_ssize_t at = 0; counts != NULL && at <= size; at++) {
        Py_UCS4 letter = at < size ? PyUnicode_READ(kind, letters, at) : ' ';
        int inside = is_letter(letter);
        if (!inside && begun >= 0 && letter >= 0x900 && letter < 0xE00)
            inside = 1; /* vowel signs */
        else if (!inside && begun >= 0 && (letter == '\'' || letter == 0x2019))
            inside = at + 1 < size && is_letter(PyUnicode_READ(kind, letters, at + 1));
        if (inside) {
            hash = add_letter(begun < 0 ? start_hash() : hash, letter);
            begun = begun < 0 ? at : begun;
        } else if (begun >= 0) {
            const Entry *known = find_word((const Words *)words, end_hash(hash), kind, letters, begun, at - begun, 0);
            if (known != NULL && add_one(counts, known->word) < 0)
                Py_CLEAR(counts);
            total++;
            begun = -1;
        }
    }
    return counts == NULL ? NULL : Py_BuildValue("Nn", counts, total);
}

static PyObject *text_name;

PyObject *block_text(PyObject *block)
{
    if (text_name == NULL && (text_name = PyUnicode_InternFromString("text")) == NULL)
        return NULL;
    PyObject *text = PyObject_GetAttr(block, text_name);
    if (text != NULL && !PyUnicode_CheckExact(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is a string");
        Py_CLEAR(text);
    }
    return text;
}

/* known_shares(blocks, words, longest): of each block's words the share that is known; 0 for blocks of that length. */
PyObject *known_shares(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *words;
    Py_ssize_t longest;
    if (!PyArg_ParseTuple(args, "O!O!n", &PyList_Type, &blocks, &WordsType, &words, &longest))
        return NULL;
    PyObject *shares = PyList_New(0);
    for (Py_ssize_t at = 0; shares != NULL && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *block = Py_NewRef(PyList_GET_ITEM(blocks, at)), *text = block_text(block), *own = NULL, *share = NULL;
        Py_ssize_t known = 0, total = 0;
        Py_DECREF(block);
        if (text != NULL && PyUnicode_GET_LENGTH(text) < longest) {
            own = folded_by(text, "casefold");
            if (own != NULL)
                count_known(own, (const Words *)words, -1, &known, &total);
        }
        if (!PyErr_Occurred())
            share = PyFloat_FromDouble(total ? (double)known / (double)total : 0.0);
        if (share == NULL || PyList_Append(shares, share) < 0)
            Py_CLEAR(shares);
        Py_XDECREF(share);
        Py_XDECREF(own);
        Py_XDECREF(text);
    }
    return shares;
}

/* places_with(blocks, words, longest, least): the places of the blocks up to that length that have so many known words. */
PyObject *places_with(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *words;
    Py_ssize_t longest, least;
    if (!PyArg_ParseTuple(args, "O!O!nn", &PyList_Type, &blocks, &WordsType, &words, &longest, &least))
        return NULL;
    least = least > 1 ? least : 1;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = 0; places != NULL && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *block = Py_NewRef(PyList_GET_ITEM(blocks, at)), *text = block_text(block), *own = NULL, *place = NULL;
        Py_ssize_t known = 0, total = 0;
        Py_DECREF(block);
        if (text != NULL && PyUnicode_GET_LENGTH(text) <= longest) {
            own = folded_by(text, "casefold");
            if (own != NULL)
                count_known(own, (const Words *)words, least, &known, &total);
        }
        int failed = PyErr_Occurred() != NULL;
        if (!failed && known >= least) {
            place = PyLong_FromSsize_t(at);
            failed = place == NULL || PyList_Append(places, place) < 0;
        }
        if (failed)
            Py_CLEAR(places);
        Py_XDECREF(place);
        Py_XDECREF(own);
        Py_XDECREF(text);
    }
    return places;
}

/* ---- the words of furniture ---- */

enum { MOST_ROWS = 512 };

/* Add the row of each word that is known, and was not met yet, to the rows; -1 on an error, -2 where they are too many. */
static Py_ssize_t add_rows(PyObject *words, Py_ssize_t limit, PyObject *places, Py_ssize_t *rows, Py_ssize_t count)
{
    PyObject *sequence = PySequence_Fast(words, "words are a sequence");
    if (sequence == NULL)
        return -1;
    for (Py_ssize_t at = 0; count >= 0 && at < limit && at < PySequence_Fast_GET_SIZE(sequence); at++) {
        PyObject *word = PySequence_Fast_GET_ITEM(sequence, at);
        if (!PyUnicode_CheckExact(word) && !PyLong_CheckExact(word)) { /* looking up another thing may run code */
            PyErr_SetString(PyExc_TypeError, "words are strings, or their rows");
            count = -1;
            break;
        }
        Py_INCREF(word); /* a key of the places may run code where it is compared, and empty the sequence */
        PyObject *row = PyLong_CheckExact(word) ? word : PyDict_GetItemWithError(places, word);
        Py_DECREF(word);
        if (row == NULL) {
            if (PyErr_Occurred())
                count = -1;
            continue;
        }
        Py_ssize_t number = PyLong_AsSsize_t(row), known = 0;
        if (number == -1 && PyErr_Occurred()) {
            count = -1;
            break;
        }
        while (known < count && rows[known] != number)
            known++;
        if (known == count)
            count = count < MOST_ROWS ? (rows[count] = number, count + 1) : -2;
    }
    Py_DECREF(sequence);
    return count;
}

/* The rows of one block's words: sequences of words, of which the first ones count, each kind with its places. */
static Py_ssize_t rows_of(PyObject *told, PyObject *places, PyObject *most, Py_ssize_t *rows)
{
    Py_ssize_t count = 0;
    if (!PyTuple_Check(told) || PyTuple_GET_SIZE(told) != PyTuple_GET_SIZE(places)) {
        PyErr_SetString(PyExc_TypeError, "a block's words are a tuple, a sequence a kind");
        return -1;
    }
    for (Py_ssize_t at = 0; count >= 0 && at < PyTuple_GET_SIZE(told); at++) {
        PyObject *own = PyTuple_GET_ITEM(places, at);
        Py_ssize_t limit = PyLong_AsSsize_t(PyTuple_GET_ITEM(most, at));
        if (PyErr_Occurred())
            return -1;
        if (!PyDict_Check(own)) {
            PyErr_SetString(PyExc_TypeError, "places are a dict a kind");
            return -1;
        }
        count = add_rows(PyTuple_GET_ITEM(told, at), limit, own, rows, count);
    }
    return count;
}

/* sum_words(found, places, most, weights, sums): of each block the sum of its rows of weights. */
PyObject *sum_words(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *found, *places, *most, *weights_object, *sums_object, *result = NULL;
    Py_buffer weights, sums;
    Py_ssize_t rows[MOST_ROWS];
    if (!PyArg_ParseTuple(args, "O!O!O!OO", &PyList_Type, &found, &PyTuple_Type, &places, &PyTuple_Type, &most,
                          &weights_object, &sums_object))
        return NULL;
    if (PyTuple_GET_SIZE(places) != PyTuple_GET_SIZE(most)) {
        PyErr_SetString(PyExc_ValueError, "a limit for each kind");
        return NULL;
    }
    if (PyObject_GetBuffer(weights_object, &weights, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT) < 0)
        return NULL;
    if (PyObject_GetBuffer(sums_object, &sums, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | PyBUF_WRITABLE) < 0) {
        PyBuffer_Release(&weights);
        return NULL;
    }
    if (weights.ndim != 2 || sums.ndim != 2 || !weights.format || !sums.format || strcmp(weights.format, "f") != 0 ||
        strcmp(sums.format, "d") != 0 || (uintptr_t)weights.buf % 4 || (uintptr_t)sums.buf % 8 ||
        sums.shape[1] != weights.shape[1] || sums.shape[0] != PyList_GET_SIZE(found)) {
        PyErr_SetString(PyExc_ValueError, "arrays of another kind or shape");
        goto done;
    }
    Py_ssize_t width = weights.shape[1];
    for (Py_ssize_t block = 0; block < sums.shape[0]; block++) {
        if (PyList_GET_SIZE(found) != sums.shape[0])
            goto done;
        PyObject *told = Py_NewRef(PyList_GET_ITEM(found, block));
        Py_ssize_t count = rows_of(told, places, most, rows);
        Py_DECREF(told);
        if (count < 0) {
            if (count == -2)
                PyErr_SetString(PyExc_ValueError, "too many words of one block");
            goto done;
        }
        double *into = (double *)sums.buf + block * width;
        for (Py_ssize_t place = 0; place < width; place++)
            into[place] = 0.0;
        for (Py_ssize_t at = 0; at < count; at++) {
            if (rows[at] < 0 || rows[at] >= weights.shape[0]) {
                PyErr_SetString(PyExc_IndexError, "a row that is not there");
                goto done;
            }
            const float *own = (const float *)weights.buf + rows[at] * width;
            for (Py_ssize_t place = 0; place < width; place++)
                into[place] += (double)own[place];
        }
    }
    result = Py_NewRef(Py_None);
done:
    if (result == NULL && !PyErr_Occurred())
        PyErr_SetString(PyExc_RuntimeError, "the list changed");
    PyBuffer_Release(&sums);
    PyBuffer_Release(&weights);
    return result;
}

/* ---- the words of class attributes ---- */

enum { LEAST_LETTERS = 3 };

/* Add a word in small letters to the words; where there are rows, its row, if it has one. */
static int add_word(PyObject *words, const Py_UCS1 *letters, Py_ssize_t length, PyObject *rows)
{
    PyObject *word = PyUnicode_New(length, 0x7F), *told = word;
    int failed = word == NULL;
    for (Py_ssize_t at = 0; !failed && at < length; at++)
        PyUnicode_1BYTE_DATA(word)[at] = (Py_UCS1)fold(letters[at]);
    if (!failed && rows != NULL)
        told = PyDict_GetItemWithError(rows, word);
    failed = failed || (told != NULL ? PyList_Append(words, told) < 0 : PyErr_Occurred() != NULL);
    Py_XDECREF(word);
    return failed ? -1 : 0;
}

/* split_classes(classes, rows): stretches of three letters and more, in small ones, cut before capitals behind small
 * letters; where there is a dict of rows, the rows of those that it has. */
PyObject *split_classes(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text, *rows;
    if (!PyArg_ParseTuple(args, "OO", &text, &rows))
        return NULL;
    if (!PyUnicode_CheckExact(text) || !PyUnicode_IS_ASCII(text) || (rows != Py_None && !PyDict_CheckExact(rows))) {
        PyErr_SetString(PyExc_TypeError, "classes are a string of ASCII, rows a dict or None");
        return NULL;
    }
    rows = rows == Py_None ? NULL : rows;
    const Py_UCS1 *letters = PyUnicode_1BYTE_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), begun = 0;
    PyObject *words = PyList_New(0), *result;
    int failed = words == NULL;
    for (Py_ssize_t at = 0; !failed && at <= size; at++) {
        int inside = at < size && Py_ISALPHA(letters[at]);
        int cut = inside && at > begun && Py_ISUPPER(letters[at]) && Py_ISLOWER(letters[at - 1]);
        if (inside && !cut)
            continue;
        failed = at - begun >= LEAST_LETTERS && add_word(words, letters + begun, at - begun, rows) < 0;
        begun = inside ? at : at + 1;
    }
    result = failed ? NULL : PyList_AsTuple(words);
    Py_XDECREF(words);
    return result;
}
