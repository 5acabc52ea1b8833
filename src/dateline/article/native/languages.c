/* How much a text's words and letters speak for each language of its script (`detect.score_plainly`, `part_plainly`). */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* A name that looks like a function word may stand in a text many times. */
enum { MOST_COUNTED = 12 };

/* The languages that have a word: a stretch of `gains`, empty for most slots of the table. count: in the text asked of. */
typedef struct {
    Py_ssize_t first, end, count;
} Users;

typedef struct {
    int place;
    double gain;
} Gain;

typedef struct {
    PyObject_HEAD
    Words *words; /* owned; NULL until it is made ready */
    Users *users; /* for each slot of the words */
    Gain *gains;
    size_t *met; /* slots of the words of the text asked of, by first appearance */
    int places;
} Scores;

/* What is `[^\W\d_]` to Python, of ASCII and of other letters. */
static inline int is_plain(Py_UCS4 letter)
{
    return (letter | 0x20) - 'a' < 26;
}

static inline int is_letter(Py_UCS4 letter)
{
    return letter < 0x80 ? is_plain(letter) : Py_UNICODE_ISALNUM(letter) && !Py_UNICODE_ISDECIMAL(letter);
}

/* Whether a sign that is no letter stands in a word whose beginning stands before it: a vowel sign, an apostrophe. */
static inline int is_within_word(Py_UCS4 letter, Py_UCS4 next)
{
    return (letter >= 0x900 && letter < 0xE00) || ((letter == '\'' || letter == 0x2019) && is_letter(next));
}

/* Count the words of a text in lower case, as `detect.WORD` cuts them: how many there are; `found` of them are met. */
static inline __attribute__((always_inline)) Py_ssize_t count_words_of(int kind, Scores *scores, const void *letters,
                                                                       Py_ssize_t size, size_t *found)
{
    Py_ssize_t begun = -1, total = 0;
    uint64_t hash = 0;
    for (Py_ssize_t at = 0; at <= size; at++) {
        Py_UCS4 letter = at < size ? PyUnicode_READ(kind, letters, at) : ' ';
        int inside = is_letter(letter);
        if (!inside && begun >= 0)
            inside = is_within_word(letter, at + 1 < size ? PyUnicode_READ(kind, letters, at + 1) : ' ');
        if (inside) {
            hash = add_letter(begun < 0 ? start_hash() : hash, fold(letter));
            begun = begun < 0 ? at : begun;
        } else if (begun >= 0) {
            const Entry *known = find_word(scores->words, end_hash(hash), kind, letters, begun, at - begun, 1);
            total++;
            begun = -1;
            if (known != NULL && scores->users[known - scores->words->entries].count++ == 0)
                scores->met[(*found)++] = (size_t)(known - scores->words->entries);
        }
    }
    return total;
}

PyDoc_STRVAR(score_doc, "score(text) -> what its known words speak for each language, how many are of each, and how many "
                        "words are known, of how many");

static PyObject *scores_score(PyObject *self, PyObject *told)
{
    Scores *scores = (Scores *)self;
    if (scores->words == NULL)
        return PyErr_Format(PyExc_TypeError, "scores that were not made ready");
    double *sums = PyMem_Calloc((size_t)scores->places + 1, sizeof *sums);
    Py_ssize_t *used = PyMem_Calloc((size_t)scores->places + 1, sizeof *used), known = 0;
    PyObject *text = sums == NULL || used == NULL ? PyErr_NoMemory() : folded_by(told, "lower");
    PyObject *summed = text == NULL ? NULL : PyList_New(scores->places), *uses = NULL, *result = NULL;
    if (summed != NULL && (uses = PyList_New(scores->places)) != NULL) {
        size_t found = 0;
        Py_ssize_t total = OF_KIND(count_words_of, PyUnicode_KIND(text), scores, PyUnicode_DATA(text),
                                   PyUnicode_GET_LENGTH(text), &found);
        for (size_t at = 0; at < found; at++) {
            Users *users = &scores->users[scores->met[at]];
            double counted = (double)(users->count < MOST_COUNTED ? users->count : MOST_COUNTED);
            for (Py_ssize_t user = users->first; user < users->end; user++) {
                sums[scores->gains[user].place] += counted * scores->gains[user].gain;
                used[scores->gains[user].place] += users->count;
            }
            known += users->count;
            users->count = 0;
        }
        int failed = 0;
        for (int place = 0; place < scores->places && !failed; place++) {
            PyObject *sum = PyFloat_FromDouble(sums[place]), *count = PyLong_FromSsize_t(used[place]);
            failed = sum == NULL || count == NULL;
            PyList_SET_ITEM(summed, place, sum);
            PyList_SET_ITEM(uses, place, count);
        }
        result = failed ? NULL : Py_BuildValue("OOnn", summed, uses, known, total);
    }
    PyMem_Free(sums);
    PyMem_Free(used);
    Py_XDECREF(summed);
    Py_XDECREF(uses);
    Py_XDECREF(text);
    return result;
}

/* The languages of one word, behind those of the words before; where they end, -1 with an error. */
static Py_ssize_t add_users(Scores *scores, PyObject *told, Py_ssize_t end, Py_ssize_t *room)
{
    if (!PyTuple_Check(told)) {
        PyErr_SetString(PyExc_TypeError, "the languages of a word are a tuple");
        return -1;
    }
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(told); at++, end++) {
        if (end == *room) {
            Py_ssize_t wanted = 2 * *room + 64;
            Gain *gains = PyMem_Realloc(scores->gains, (size_t)wanted * sizeof *gains);
            if (gains == NULL) {
                PyErr_NoMemory();
                return -1;
            }
            scores->gains = gains;
            *room = wanted;
        }
        Gain *gain = &scores->gains[end];
        PyObject *user = PyTuple_GET_ITEM(told, at);
        if (!PyTuple_Check(user))
            PyErr_SetString(PyExc_TypeError, "a language is told by its place and a number");
        if (!PyTuple_Check(user) || !PyArg_ParseTuple(user, "id", &gain->place, &gain->gain))
            return -1;
        if (gain->place < 0 || gain->place >= scores->places) {
            PyErr_SetString(PyExc_ValueError, "a language that is none");
            return -1;
        }
    }
    return end;
}

static int scores_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"words", "places", NULL};
    Scores *scores = (Scores *)self;
    PyObject *told;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!i", names, &PyDict_Type, &told, &scores->places))
        return -1;
    if (scores->users != NULL || scores->places < 0) {
        PyErr_SetString(PyExc_TypeError, "scores are made ready once, for some languages");
        return -1;
    }
    Words *words = (Words *)PyObject_CallOneArg((PyObject *)&WordsType, told);
    if (words == NULL)
        return -1;
    Py_ssize_t end = 0, room = 0;
    scores->users = PyMem_Calloc(words->slots, sizeof *scores->users);
    scores->met = PyMem_Calloc(words->slots, sizeof *scores->met);
    if (scores->users == NULL || scores->met == NULL)
        PyErr_NoMemory();
    for (size_t slot = 0; slot < words->slots && !PyErr_Occurred(); slot++) {
        PyObject *word = words->entries[slot].word, *users = word ? PyDict_GetItemWithError(told, word) : NULL;
        if (users == NULL)
            continue;
        scores->users[slot].first = end;
        end = add_users(scores, users, end, &room);
        scores->users[slot].end = end;
    }
    if (PyErr_Occurred()) {
        Py_DECREF(words);
        return -1;
    }
    scores->words = words;
    return 0;
}

static void scores_free(PyObject *self)
{
    Scores *scores = (Scores *)self;
    Py_XDECREF(scores->words);
    PyMem_Free(scores->users);
    PyMem_Free(scores->gains);
    PyMem_Free(scores->met);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef scores_methods[] = {
    {"score", scores_score, METH_O, score_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject ScoresType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Scores",
    .tp_basicsize = sizeof(Scores),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Scores({word: ((place, gain), ...)}, places): what words speak for each of so many languages."),
    .tp_new = PyType_GenericNew,
    .tp_init = scores_init,
    .tp_dealloc = scores_free,
    .tp_methods = scores_methods,
};

/* part_letters(text) -> how many letters of ASCII it has, and its letters that are not ASCII */
PyObject *part_letters(PyObject *Py_UNUSED(module), PyObject *text)
{
    if (!PyUnicode_CheckExact(text))
        return PyErr_Format(PyExc_TypeError, "a text is a string");
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), plain = 0, count = 0;
    if (PyUnicode_IS_ASCII(text)) {
        for (Py_ssize_t at = 0; at < size; at++)
            plain += is_plain(((const Py_UCS1 *)letters)[at]);
        return Py_BuildValue("ns", plain, "");
    }
    Py_UCS4 *others = PyMem_New(Py_UCS4, size);
    if (others == NULL)
        return PyErr_NoMemory();
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, at);
        plain += is_plain(letter);
        if (letter >= 0x80 && Py_UNICODE_ISALPHA(letter))
            others[count++] = letter;
    }
    PyObject *apart = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, others, count);
    PyMem_Free(others);
    return apart == NULL ? NULL : Py_BuildValue("nN", plain, apart);
}
