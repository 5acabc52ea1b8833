/* What a line is asked for letter by letter. */
#include "native.h"

#include <stdint.h>

static int is_text(PyObject *text)
{
    if (!PyUnicode_CheckExact(text))
        PyErr_SetString(PyExc_TypeError, "a text is a string");
    return PyUnicode_CheckExact(text);
}

/* holds_digit(text) -> whether it has a digit that numbers are written with, in any script */
PyObject *holds_digit(PyObject *Py_UNUSED(module), PyObject *text)
{
    if (!is_text(text))
        return NULL;
    int kind = PyUnicode_KIND(text), found = 0;
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    for (Py_ssize_t at = 0; at < size && !found; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, at);
        found = letter < 0x80 ? letter >= '0' && letter <= '9' : Py_UNICODE_ISDECIMAL(letter);
    }
    return PyBool_FromLong(found);
}

/* ---- signs ---- */

/* What a line's signs may be; those of ASCII by one look-up. */
enum { SPACE = 1, DIGIT = 2, LETTER = 4, CAPITAL = 8, SMALL = 16 };

static uint8_t ascii_signs[128];

static int tell_sign(Py_UCS4 letter)
{
    return (Py_UNICODE_ISSPACE(letter) ? SPACE : 0) | (Py_UNICODE_ISDIGIT(letter) ? DIGIT : 0) |
           (Py_UNICODE_ISALPHA(letter) ? LETTER : 0) | (Py_UNICODE_ISUPPER(letter) ? CAPITAL : 0) |
           (Py_UNICODE_ISLOWER(letter) || Py_UNICODE_ISTITLE(letter) ? SMALL : 0);
}

typedef struct {
    Py_ssize_t digits, words, capitals; /* words: those that begin with a letter; capitals: with a capital */
    int signs;                          /* all that stand in it */
} Signs;

static Signs read_signs(PyObject *text)
{
    if (!ascii_signs[' '])
        for (Py_UCS4 letter = 0; letter < 128; letter++)
            ascii_signs[letter] = (uint8_t)tell_sign(letter);
    int kind = PyUnicode_KIND(text), before = SPACE;
    const void *letters = PyUnicode_DATA(text);
    Signs told = {0, 0, 0, 0};
    for (Py_ssize_t at = 0, size = PyUnicode_GET_LENGTH(text); at < size; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, at);
        int sign = letter < 128 ? ascii_signs[letter] : tell_sign(letter);
        told.digits += (sign & DIGIT) != 0;
        if (before & SPACE && sign & LETTER) {
            told.words++;
            told.capitals += (sign & CAPITAL) != 0;
        }
        told.signs |= sign;
        before = sign;
    }
    return told;
}

/* ---- shapes ---- */

/* Which of the sets of signs a line ends with, begins with, and has anywhere. */
enum { ENDS = 2, BEGINS = 3, HOLDS = 3, SETS = ENDS + BEGINS + HOLDS, SHAPE = 5 + SETS };

static int has_letter(PyObject *set, Py_UCS4 letter)
{
    int kind = PyUnicode_KIND(set), found = 0;
    const void *letters = PyUnicode_DATA(set);
    for (Py_ssize_t at = 0, size = PyUnicode_GET_LENGTH(set); at < size && !found; at++)
        found = PyUnicode_READ(kind, letters, at) == letter;
    return found;
}

static int has_any(PyObject *text, PyObject *set)
{
    for (Py_ssize_t at = 0, size = PyUnicode_GET_LENGTH(set); at < size; at++)
        if (PyUnicode_FindChar(text, PyUnicode_READ_CHAR(set, at), 0, PyUnicode_GET_LENGTH(text), 1) >= 0)
            return 1;
    return 0;
}

static void fill_shape(float *to, Py_ssize_t stride, PyObject *text, PyObject *const *sets)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), spaces = 0;
    Signs told = read_signs(text);
    for (Py_ssize_t at = 0; at < size; at++)
        spaces += PyUnicode_READ_CHAR(text, at) == ' ';
    float row[SHAPE] = {
        (float)size, (float)(spaces + 1), (float)((double)told.digits / (double)size),
        (float)((double)told.capitals / (double)(told.words ? told.words : 1)),
        (told.signs & (CAPITAL | SMALL)) == CAPITAL,
    };
    for (int set = 0; set < SETS; set++)
        row[5 + set] = set < ENDS            ? has_letter(sets[set], PyUnicode_READ_CHAR(text, size - 1))
                       : set < ENDS + BEGINS ? has_letter(sets[set], PyUnicode_READ_CHAR(text, 0))
                                             : has_any(text, sets[set]);
    for (int place = 0; place < SHAPE; place++)
        to[place * stride] = row[place];
}

/* measure_shapes(texts, sets, rows) */
PyObject *measure_shapes(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *texts, *sets[SETS], *array, *result = NULL;
    Py_buffer rows;
    if (!PyArg_ParseTuple(args, "O!(UUUUUUUU)O", &PyList_Type, &texts, &sets[0], &sets[1], &sets[2], &sets[3], &sets[4],
                          &sets[5], &sets[6], &sets[7], &array) ||
        get_numbers(array, &rows, 2, 'f', 4, 1) < 0)
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(texts);
    int fits = rows.shape[0] == SHAPE && rows.shape[1] == count && (count == 0 || rows.strides[0] == count * 4);
    for (Py_ssize_t at = 0; fits && at < count; at++) {
        PyObject *text = PyList_GET_ITEM(texts, at);
        fits = PyUnicode_CheckExact(text) && PyUnicode_GET_LENGTH(text) > 0;
        if (fits)
            fill_shape((float *)rows.buf + at, count, text, sets);
    }
    if (fits)
        result = Py_NewRef(Py_None);
    else
        PyErr_SetString(PyExc_ValueError, "texts or an array of another kind");
    PyBuffer_Release(&rows);
    return result;
}
