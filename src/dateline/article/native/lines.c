/* What a line is asked for letter by letter. */
#include "native.h"

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

/* count_signs(text) -> how many digits of any kind it has, how many of its words between white space begin with a
 * letter, and how many of those with a capital */
PyObject *count_signs(PyObject *Py_UNUSED(module), PyObject *text)
{
    if (!is_text(text))
        return NULL;
    int kind = PyUnicode_KIND(text), inside = 0;
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), digits = 0, words = 0, capitals = 0;
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, at);
        int space = Py_UNICODE_ISSPACE(letter);
        digits += letter < 0x80 ? letter >= '0' && letter <= '9' : Py_UNICODE_ISDIGIT(letter);
        if (!inside && !space && Py_UNICODE_ISALPHA(letter)) {
            words++;
            capitals += Py_UNICODE_ISUPPER(letter);
        }
        inside = !space;
    }
    return Py_BuildValue("nnn", digits, words, capitals);
}
