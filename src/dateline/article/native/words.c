/* Words of texts asked for in tables without being made strings. */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* How many words a text has, as `folded_by` gives it, and how many of them are known; it ends where so many are. */
static void count_known(PyObject *text, const Words *words, Py_ssize_t enough, Py_ssize_t *known, Py_ssize_t *total)
{
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), begun = -1;
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
