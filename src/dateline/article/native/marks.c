/* What the words of class, id and role attributes say an element is (`marks.mark_plainly`), none of them made a string. */
#include "native.h"

#include <stdint.h>

enum { SIGNS = 36, MOST_STEPS = UINT16_MAX };

/* What the letters so far are: the beginning of words, and some of them whole or such as any word may begin with. */
typedef struct {
    uint64_t whole, starts;
    uint16_t next[SIGNS]; /* the step behind each letter and digit; 0 for none, which is the one before all letters */
    uint8_t goes_on;
} Step;

typedef struct {
    PyObject_HEAD
    Step *steps;
    size_t count, room;
    Py_ssize_t longest, most;
} Marker;

/* The letters of words looked up: where they lead, and the mask of what they begin with. lost: they lead nowhere. */
typedef struct {
    const Step *step;
    uint64_t starts;
    int lost;
} Trail;

static inline int is_small(Py_UCS1 sign)
{
    return sign >= 'a' && sign <= 'z';
}

/* The number of a small letter or a digit; SIGNS of any other sign. */
static inline int sign_of(Py_UCS1 sign)
{
    return is_small(sign) ? sign - 'a' : Py_ISDIGIT(sign) ? 26 + sign - '0' : SIGNS;
}

/* The number of a new step; 0 on an error. */
static size_t add_step(Marker *marker)
{
    if (marker->count > MOST_STEPS) {
        PyErr_SetString(PyExc_ValueError, "too many words");
        return 0;
    }
    if (marker->count == marker->room) {
        size_t room = marker->room == 0 ? 1024 : 2 * marker->room;
        Step *steps = PyMem_Realloc(marker->steps, room * sizeof *steps);
        if (steps == NULL) {
            PyErr_NoMemory();
            return 0;
        }
        marker->steps = steps;
        marker->room = room;
    }
    marker->steps[marker->count] = (Step){0};
    return marker->count++;
}

/* Put words in. What has other signs than small letters of ASCII and digits is in no words that are looked up. */
static int add_words(Marker *marker, PyObject *words, int as_starts)
{
    PyObject *word, *told;
    Py_ssize_t place = 0;
    while (PyDict_Next(words, &place, &word, &told)) {
        if (!PyUnicode_CheckExact(word) || PyUnicode_GET_LENGTH(word) == 0) {
            PyErr_SetString(PyExc_ValueError, "words are strings of a letter at least");
            return -1;
        }
        uint64_t mask = PyLong_AsUnsignedLongLong(told);
        if (PyErr_Occurred())
            return -1;
        Py_ssize_t length = PyUnicode_IS_ASCII(word) ? PyUnicode_GET_LENGTH(word) : 0, known = 0;
        const Py_UCS1 *signs = length ? PyUnicode_1BYTE_DATA(word) : NULL;
        while (known < length && sign_of(signs[known]) < SIGNS)
            known++;
        if (length == 0 || known < length)
            continue;
        size_t at = 0;
        for (Py_ssize_t each = 0; each < length; each++) {
            int sign = sign_of(signs[each]);
            size_t next = marker->steps[at].next[sign];
            if (next == 0) {
                if ((next = add_step(marker)) == 0)
                    return -1;
                marker->steps[at].next[sign] = (uint16_t)next;
                marker->steps[at].goes_on = 1;
            }
            at = next;
        }
        if (as_starts)
            marker->steps[at].starts |= mask;
        else
            marker->steps[at].whole |= mask;
    }
    return 0;
}

static int marker_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"whole", "starts", "longest", "most", NULL};
    Marker *marker = (Marker *)self;
    PyObject *whole, *starts;
    if (marker->steps != NULL) {
        PyErr_SetString(PyExc_TypeError, "words are set once");
        return -1;
    }
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O!O!nn", names, &PyDict_Type, &whole, &PyDict_Type, &starts,
                                     &marker->longest, &marker->most))
        return -1;
    add_step(marker); /* the one before all letters, number 0 */
    if (marker->steps == NULL)
        return -1;
    return add_words(marker, whole, 0) < 0 ? -1 : add_words(marker, starts, 1);
}

static void marker_free(PyObject *self)
{
    PyMem_Free(((Marker *)self)->steps);
    Py_TYPE(self)->tp_free(self);
}

/* Follow letters on, whatever their case. */
static void follow(const Marker *marker, Trail *trail, const Py_UCS1 *signs, Py_ssize_t length)
{
    for (Py_ssize_t at = 0; !trail->lost && at < length; at++) {
        size_t next = trail->step->next[sign_of(Py_TOLOWER(signs[at]))];
        trail->lost = next == 0;
        if (!trail->lost) {
            trail->step = &marker->steps[next];
            trail->starts |= trail->step->starts;
        }
    }
}

static inline uint64_t mask_of(const Trail *trail)
{
    return trail->starts | (trail->lost ? 0 : trail->step->whole);
}

/* Whether something in the table begins with these letters and has more of them. */
static inline int goes_on(const Trail *trail)
{
    return !trail->lost && trail->step->goes_on;
}

/* The end of the word that begins at a place, as `marks._WORD` has it: small letters with a capital before them or not,
 * capitals of which none stands before a small letter, digits. */
static Py_ssize_t end_of(const Py_UCS1 *signs, Py_ssize_t at, Py_ssize_t size)
{
    Py_ssize_t end = at + 1;
    if (Py_ISDIGIT(signs[at])) {
        while (end < size && Py_ISDIGIT(signs[end]))
            end++;
    } else if (is_small(signs[at]) || (end < size && is_small(signs[end]))) {
        while (end < size && is_small(signs[end]))
            end++;
    } else {
        while (end < size && Py_ISUPPER(signs[end]))
            end++;
        if (end < size && is_small(signs[end]))
            end--;
    }
    return end;
}

PyDoc_STRVAR(mark_doc, "mark(words) -> the mask of all that words of ASCII say");

static PyObject *marker_mark(PyObject *self, PyObject *words)
{
    const Marker *marker = (const Marker *)self;
    if (!PyUnicode_CheckExact(words) || !PyUnicode_IS_ASCII(words) || marker->steps == NULL) {
        PyErr_SetString(PyExc_ValueError, "words are a string of ASCII");
        return NULL;
    }
    const Py_UCS1 *signs = PyUnicode_1BYTE_DATA(words);
    Py_ssize_t size = PyUnicode_GET_LENGTH(words), at = 0;
    const Trail none = {marker->steps, 0, 1}, start = {marker->steps, 0, 0};
    Trail one = none, two = none; /* the last word, and the last two written as one, where something begins with them */
    uint64_t found = 0;
    if (size > marker->longest)
        size = marker->longest;
    for (Py_ssize_t count = 0; count < marker->most; count++) {
        while (at < size && !Py_ISALNUM(signs[at]))
            at++;
        if (at >= size)
            break;
        Py_ssize_t end = end_of(signs, at, size), length = end - at;
        Trail word = start;
        follow(marker, &word, signs + at, length);
        follow(marker, &one, signs + at, length);
        follow(marker, &two, signs + at, length);
        found |= mask_of(&word) | mask_of(&one) | mask_of(&two);
        two = goes_on(&one) ? one : none;
        one = goes_on(&word) ? word : none;
        at = end;
    }
    return PyLong_FromUnsignedLongLong(found);
}

static PyMethodDef marker_methods[] = {
    {"mark", marker_mark, METH_O, mark_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject MarkerType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Marker",
    .tp_basicsize = sizeof(Marker),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Marker({word: mask}, {beginning: mask}, longest, most): of texts as many first signs and words."),
    .tp_new = PyType_GenericNew,
    .tp_init = marker_init,
    .tp_dealloc = marker_free,
    .tp_methods = marker_methods,
};
