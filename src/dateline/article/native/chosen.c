/* Blocks chosen by a number of each: which they are, and what other numbers of them add up to. */
#include "native.h"

#include <stdint.h>

static int get_row(PyObject *array, Py_buffer *view)
{
    return get_numbers(array, view, 1, 'f', 4, 0);
}

/* What a value is at least, and what it is less than where that is told. */
typedef struct {
    float least, below;
    int ends;
} Range;

/* Read one bound or two; -1 with an error set. */
static int read_range(PyObject *const *bounds, Py_ssize_t count, Range *range)
{
    double least = PyFloat_AsDouble(bounds[0]), below = count > 1 ? PyFloat_AsDouble(bounds[1]) : 0;
    *range = (Range){(float)least, (float)below, count > 1};
    return PyErr_Occurred() ? -1 : 0;
}

static int is_within(const Range *range, float value)
{
    return value >= range->least && (!range->ends || value < range->below);
}

int add_place(PyObject *places, Py_ssize_t at)
{
    PyObject *place = PyLong_FromSsize_t(at);
    int added = place == NULL ? -1 : PyList_Append(places, place);
    Py_XDECREF(place);
    return added;
}

/* places_from(values, least, below) -> the places of the values that are at least so much and less than that */
PyObject *places_from(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 && count != 3) {
        PyErr_SetString(PyExc_TypeError, "values, and one bound or two");
        return NULL;
    }
    Range range;
    Py_buffer view;
    if (read_range(args + 1, count - 1, &range) < 0 || get_row(args[0], &view) < 0)
        return NULL;
    const float *values = view.buf;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = 0; places != NULL && at < view.shape[0]; at++)
        if (is_within(&range, values[at]) && add_place(places, at) < 0)
            Py_CLEAR(places);
    PyBuffer_Release(&view);
    return places;
}

/* places_with_bits(numbers, bits) -> the places of the numbers that have one of these bits */
PyObject *places_with_bits(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 || !PyLong_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "numbers, and the bits of one");
        return NULL;
    }
    uint64_t bits = PyLong_AsUnsignedLongLong(args[1]);
    Py_buffer view;
    if (PyErr_Occurred() || get_numbers(args[0], &view, 1, 'i', 8, 0) < 0)
        return NULL;
    const uint64_t *numbers = view.buf;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = 0; places != NULL && at < view.shape[0]; at++)
        if (numbers[at] & bits && add_place(places, at) < 0)
            Py_CLEAR(places);
    PyBuffer_Release(&view);
    return places;
}

/* The number of a place in a list, -1 where it is none of a row of so many values. */
static Py_ssize_t place_in(PyObject *places, Py_ssize_t at, Py_ssize_t size)
{
    PyObject *told = PyList_GET_ITEM(places, at);
    Py_ssize_t place = PyLong_CheckExact(told) ? PyLong_AsSsize_t(told) : -1;
    if (place >= 0 && place < size)
        return place;
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_IndexError, "places of values");
    return -1;
}

/* places_among(values, places, least, below) -> those of these places whose values are at least so much, and less than that */
PyObject *places_among(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if ((count != 3 && count != 4) || !PyList_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "values, a list of places, and one bound or two");
        return NULL;
    }
    Range range;
    Py_buffer view;
    if (read_range(args + 2, count - 2, &range) < 0 || get_row(args[0], &view) < 0)
        return NULL;
    const float *values = view.buf;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = 0; places != NULL && at < PyList_GET_SIZE(args[1]); at++) {
        Py_ssize_t place = place_in(args[1], at, view.shape[0]);
        int chosen = place >= 0 && is_within(&range, values[place]);
        if (place < 0 || (chosen && PyList_Append(places, PyList_GET_ITEM(args[1], at)) < 0))
            Py_CLEAR(places);
    }
    PyBuffer_Release(&view);
    return places;
}

/* sum_at(values, places) -> what the values at these places add up to */
PyObject *sum_at(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 || !PyList_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "values and a list of places");
        return NULL;
    }
    Py_buffer view;
    if (get_row(args[0], &view) < 0)
        return NULL;
    const float *values = view.buf;
    double sum = 0;
    Py_ssize_t place = 0;
    for (Py_ssize_t at = 0; place >= 0 && at < PyList_GET_SIZE(args[1]); at++) {
        place = place_in(args[1], at, view.shape[0]);
        sum += place < 0 ? 0 : (double)values[place];
    }
    PyBuffer_Release(&view);
    return place < 0 ? NULL : PyFloat_FromDouble(sum);
}
