/* Which of many words stand in a text: one pass over it, where `word in text` takes one for each. */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* OPENINGS: bits for three letters, of which the last one is told by the lowest bits, the last two by twice as many; twenty
 * times as many as there are words of a table or more. */
enum { LETTER_BITS = 5, BUCKETS = 1 << 2 * LETTER_BITS, OPENINGS = 1 << 14, BEGUN = 3 };

typedef struct {
    PyObject *word; /* owned */
    uint64_t groups;
    Py_ssize_t next; /* the next word of the bucket, -1 for none */
} Wanted;

typedef struct {
    PyObject_HEAD
    Wanted *wanted;
    Py_ssize_t count;
    Py_ssize_t buckets[BEGUN][BUCKETS]; /* words of one letter, of two, of more by the first three; -1 for none */
    uint8_t opens[256];                 /* whether a letter is a word, by its last eight bits */
    uint64_t openings[OPENINGS / 64];   /* whether three letters begin one, or the last two are one: hardly any do */
} Finder;

/* The place of three letters among the openings, by that of those before and the last: what is older is shifted out. */
static inline unsigned opening_with(unsigned opening, Py_UCS4 letter)
{
    return ((opening << LETTER_BITS) + letter) & (OPENINGS - 1);
}

/* In which bucket words of one letter, of two, or of more that begin with three, are kept. */
static inline unsigned bucket_of(unsigned opening, int letters)
{
    return (letters < BEGUN ? opening : opening ^ opening >> 4) & ((1u << (letters < 2 ? 1 : 2) * LETTER_BITS) - 1);
}

static int finder_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"words", NULL};
    Finder *finder = (Finder *)self;
    PyObject *words, *word, *groups;
    Py_ssize_t at = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!", names, &PyDict_Type, &words))
        return -1;
    if (finder->wanted != NULL) {
        PyErr_SetString(PyExc_TypeError, "words are set once");
        return -1;
    }
    finder->wanted = PyMem_Calloc((size_t)PyDict_GET_SIZE(words) + 1, sizeof(Wanted));
    if (finder->wanted == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (int letters = 0; letters < BEGUN; letters++)
        for (int bucket = 0; bucket < BUCKETS; bucket++)
            finder->buckets[letters][bucket] = -1;
    while (PyDict_Next(words, &at, &word, &groups)) {
        if (!PyUnicode_CheckExact(word) || PyUnicode_GET_LENGTH(word) == 0) {
            PyErr_SetString(PyExc_ValueError, "words are strings of a letter at least");
            return -1;
        }
        uint64_t mask = PyLong_AsUnsignedLongLong(groups);
        if (PyErr_Occurred())
            return -1;
        int letters = PyUnicode_GET_LENGTH(word) < BEGUN ? (int)PyUnicode_GET_LENGTH(word) : BEGUN;
        unsigned opening = 0;
        for (int letter = 0; letter < letters; letter++)
            opening = opening_with(opening, PyUnicode_READ_CHAR(word, letter));
        Py_ssize_t *bucket = &finder->buckets[letters - 1][bucket_of(opening, letters)];
        finder->wanted[finder->count] = (Wanted){Py_NewRef(word), mask, *bucket};
        *bucket = finder->count++;
        if (letters == 1) {
            finder->opens[PyUnicode_READ_CHAR(word, 0) & 0xFF] = 1;
            continue;
        }
        unsigned step = letters < BEGUN ? BUCKETS : OPENINGS; /* any letter may stand before two */
        for (unsigned told = opening & (step - 1); told < OPENINGS; told += step)
            finder->openings[told / 64] |= UINT64_C(1) << told % 64;
    }
    return 0;
}

static void finder_free(PyObject *self)
{
    Finder *finder = (Finder *)self;
    for (Py_ssize_t at = 0; at < finder->count; at++)
        Py_XDECREF(finder->wanted[at].word);
    PyMem_Free(finder->wanted);
    Py_TYPE(self)->tp_free(self);
}

/* Whether a word stands at a place of a text. */
static int stands_at(const Wanted *wanted, int kind, const void *letters, Py_ssize_t at, Py_ssize_t left)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(wanted->word), letter = 0;
    int own = PyUnicode_KIND(wanted->word);
    const void *word = PyUnicode_DATA(wanted->word);
    if (length > left)
        return 0;
    while (letter < length && PyUnicode_READ(own, word, letter) == fold(PyUnicode_READ(kind, letters, at + letter)))
        letter++;
    return letter == length;
}

/* The groups of the words that stand among some letters; with `first`, of the first one that is met. Where a letter ends
 * what a word begins with, which is the word itself where it has but one or two, it is looked for. */
static inline __attribute__((always_inline)) uint64_t find_among(int kind, const Finder *finder, const void *letters,
                                                                 Py_ssize_t size, int first)
{
    uint64_t found = 0;
    unsigned opening = 0;
    for (Py_ssize_t last = 0; last < size; last++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, last);
        letter = kind == PyUnicode_1BYTE_KIND ? Py_TOLOWER(letter) : fold(letter); /* of ASCII; by one look-up */
        opening = opening_with(opening, letter);
        if (!(finder->openings[opening / 64] >> opening % 64 & 1) && !finder->opens[letter & 0xFF])
            continue;
        for (int begun = 1; begun <= BEGUN && begun <= last + 1; begun++)
            for (Py_ssize_t place = finder->buckets[begun - 1][bucket_of(opening, begun)]; place >= 0;
                 place = finder->wanted[place].next) {
                const Wanted *wanted = &finder->wanted[place];
                Py_ssize_t at = last + 1 - begun;
                if (wanted->groups & ~found && stands_at(wanted, kind, letters, at, size - at))
                    found |= wanted->groups;
            }
        if (first && found)
            break;
    }
    return found;
}

/* The same of a text; a loop for each width of letters, where most have one byte. */
static uint64_t find_groups(const Finder *finder, PyObject *text, int first)
{
    return OF_KIND(find_among, PyUnicode_KIND(text), finder, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), first);
}

PyDoc_STRVAR(find_doc, "find(text) -> the groups of the words that stand in the text, in folded case, as bits");

static PyObject *finder_find(PyObject *self, PyObject *text)
{
    PyObject *folded = folded_by(text, "casefold");
    if (folded == NULL)
        return NULL;
    uint64_t found = find_groups((const Finder *)self, folded, 0);
    Py_DECREF(folded);
    return PyLong_FromUnsignedLongLong(found);
}

PyDoc_STRVAR(holds_doc, "holds(text) -> whether any of the words stands in the text, in folded case");

static PyObject *finder_holds(PyObject *self, PyObject *text)
{
    PyObject *folded = folded_by(text, "casefold");
    if (folded == NULL)
        return NULL;
    uint64_t found = find_groups((const Finder *)self, folded, 1);
    Py_DECREF(folded);
    return PyBool_FromLong(found != 0);
}

PyDoc_STRVAR(places_doc, "places(blocks, longest, first, end) -> the places of the blocks from the first up to the end, of "
                         "so many characters at most, in whose texts any of the words stands, in folded case");

static PyObject *finder_places(PyObject *self, PyObject *args)
{
    PyObject *blocks;
    Py_ssize_t longest, first, end;
    if (!PyArg_ParseTuple(args, "O!nnn", &PyList_Type, &blocks, &longest, &first, &end))
        return NULL;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = first > 0 ? first : 0; places != NULL && at < end && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *block = Py_NewRef(PyList_GET_ITEM(blocks, at)), *text = block_text(block), *folded = NULL;
        int failed = text == NULL;
        Py_DECREF(block);
        if (!failed && PyUnicode_GET_LENGTH(text) <= longest)
            failed = (folded = folded_by(text, "casefold")) == NULL;
        if (folded != NULL && find_groups((const Finder *)self, folded, 1))
            failed = add_place(places, at) < 0;
        if (failed)
            Py_CLEAR(places);
        Py_XDECREF(folded);
        Py_XDECREF(text);
    }
    return places;
}

static PyMethodDef finder_methods[] = {
    {"find", finder_find, METH_O, find_doc},
    {"holds", finder_holds, METH_O, holds_doc},
    {"places", finder_places, METH_VARARGS, places_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject FinderType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Finder",
    .tp_basicsize = sizeof(Finder),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Finder({word: groups}): looks for all words at once."),
    .tp_new = PyType_GenericNew,
    .tp_init = finder_init,
    .tp_dealloc = finder_free,
    .tp_methods = finder_methods,
};
