/* What the rules of roles are told by where blocks stand: the steps up to elements that tell what they are, kinds within
 * reach (`reach.py`), and what the innermost elements of a block have in common. */
#include "native.h"

#include <stdint.h>
#include <string.h>

enum { ARRAYS = 7, MOST_KINDS = 255 };

typedef struct {
    int dimensions;
    char kind;
    Py_ssize_t size;
} Shape;

static void release(Py_buffer *views, int held)
{
    while (held-- > 0)
        PyBuffer_Release(&views[held]);
}

/* ---- elements that hold the text ---- */

typedef struct {
    double words;
    int64_t paragraphs;
    int holds;
} Held;

/* What makes a block one of the text, and a paragraph; how much of both an element holds that tells nothing. */
typedef struct {
    double from, paragraph, most;
    Py_ssize_t paragraphs;
} Text;

/* For each element 1 where it holds so many paragraphs of the text, 3 where it holds most of its words, too; NULL where
 * none does, or on an error. */
static uint8_t *find_holders(const int64_t *element, const Py_buffer *parents, const float *mass, const float *body,
                             Py_ssize_t blocks, const Text *text)
{
    Py_ssize_t elements = parents->shape[0];
    const int64_t *parent = parents->buf;
    Held *held = PyMem_Calloc((size_t)elements + 1, sizeof *held);
    uint8_t *holding = PyMem_Calloc((size_t)elements + 1, 1);
    int fits = held != NULL && holding != NULL, any = 0;
    if (!fits)
        PyErr_NoMemory();
    for (Py_ssize_t at = 0; fits && at < blocks; at++) {
        if ((double)body[at] < text->from)
            continue;
        fits = element[at] >= 0 && element[at] < elements;
        if (fits) {
            Held *own = &held[element[at]];
            *own = (Held){own->words + (double)mass[at], own->paragraphs + ((double)mass[at] >= text->paragraph), 1};
        }
    }
    /* Each element hands on to the one around it what it holds; elements stand behind those around them. */
    for (Py_ssize_t at = elements - 1; fits && at >= 0; at--) {
        if (!held[at].holds)
            continue;
        if (held[at].paragraphs >= text->paragraphs) {
            holding[at] = held[at].words >= text->most ? 3 : 1;
            any |= holding[at] == 3;
        }
        if (at > 0 && (fits = parent[at] >= 0 && parent[at] < at)) {
            Held *around = &held[parent[at]];
            *around = (Held){around->words + held[at].words, around->paragraphs + held[at].paragraphs, 1};
        }
    }
    PyMem_Free(held);
    if (!fits && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
    if (!any) {
        PyMem_Free(holding);
        return NULL;
    }
    return holding;
}

/* ---- steps ---- */

static const void *row_of(const Py_buffer *view, Py_ssize_t row)
{
    return (const char *)view->buf + (view->shape[0] > 1 ? row * view->strides[0] : 0);
}

/* The steps of one kind, a byte a block. silent: the bits of the holding elements that tell nothing of it. */
static PyObject *steps_of(const float *told, const Py_buffer *above, const uint8_t *holding, int silent)
{
    int most = (int)above->shape[0]; /* 255 at most */
    Py_ssize_t blocks = above->shape[1];
    PyObject *steps = PyBytes_FromStringAndSize(NULL, blocks);
    uint8_t *own = steps == NULL ? NULL : (uint8_t *)PyBytes_AS_STRING(steps);
    for (Py_ssize_t at = 0; own != NULL && at < blocks; at++) {
        int step = told[at] >= 0 && told[at] < (float)most ? (int)told[at] : most;
        if (holding != NULL && step < most && holding[((const int64_t *)row_of(above, step))[at]] & silent)
            step = most;
        own[at] = (uint8_t)step;
    }
    return steps;
}

/* tell_steps(far, columns, silent, above, parent, mass, body, from, paragraph, paragraphs, most) */
PyObject *tell_steps(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[ARRAYS] = {{2, 'f', 4}, {1, 'i', 8}, {1, 'B', 1}, {2, 'i', 8},
                                         {1, 'i', 8}, {1, 'f', 4}, {1, 'f', 4}};
    PyObject *objects[ARRAYS], *all = NULL;
    Py_buffer views[ARRAYS], *far = &views[0], *columns = &views[1], *silent = &views[2], *above = &views[3],
                             *parent = &views[4], *mass = &views[5], *body = &views[6];
    uint8_t *holding = NULL;
    Text text;
    if (!PyArg_ParseTuple(args, "OOOOOOOddnd", &objects[0], &objects[1], &objects[2], &objects[3], &objects[4], &objects[5],
                          &objects[6], &text.from, &text.paragraph, &text.paragraphs, &text.most))
        return NULL;
    for (int held = 0; held < ARRAYS; held++)
        if (get_numbers(objects[held], &views[held], shapes[held].dimensions, shapes[held].kind, shapes[held].size, 0) < 0) {
            release(views, held);
            return NULL;
        }
    Py_ssize_t kinds = columns->shape[0], blocks = above->shape[1], most = above->shape[0];
    int fits = far->shape[1] == blocks && silent->shape[0] == kinds && most > 0 && most <= UINT8_MAX &&
               mass->shape[0] == blocks && body->shape[0] == blocks;
    for (Py_ssize_t kind = 0; fits && kind < kinds; kind++) {
        int64_t column = ((const int64_t *)columns->buf)[kind];
        fits = column >= 0 && column < far->shape[0];
    }
    for (Py_ssize_t step = 0; fits && step < most; step++) {
        const int64_t *row = row_of(above, step);
        for (Py_ssize_t at = 0; fits && at < blocks; at++)
            fits = row[at] >= 0 && row[at] < parent->shape[0];
    }
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
        goto done;
    }
    holding = find_holders(row_of(above, 0), parent, mass->buf, body->buf, blocks, &text);
    if (PyErr_Occurred() || (all = PyTuple_New(kinds)) == NULL)
        goto done;
    for (Py_ssize_t kind = 0; kind < kinds; kind++) {
        const float *told = row_of(far, ((const int64_t *)columns->buf)[kind]);
        PyObject *steps = steps_of(told, above, holding, ((const uint8_t *)silent->buf)[kind]);
        if (steps == NULL) {
            Py_CLEAR(all);
            break;
        }
        PyTuple_SET_ITEM(all, kind, steps);
    }
done:
    PyMem_Free(holding);
    release(views, ARRAYS);
    return all;
}

/* ---- kinds within reach ---- */

/* Read rows and their reaches: how many blocks they have, -1 with an error where they do not fit. */
static Py_ssize_t read_rows(PyObject *args, PyObject **rows, PyObject **reaches, Py_ssize_t most)
{
    if (!PyArg_ParseTuple(args, "O!O!", &PyTuple_Type, rows, &PyBytes_Type, reaches))
        return -1;
    Py_ssize_t count = PyTuple_GET_SIZE(*rows), blocks = -1;
    int fits = count > 0 && count <= most && PyBytes_GET_SIZE(*reaches) == count;
    for (Py_ssize_t place = 0; fits && place < count; place++) {
        PyObject *row = PyTuple_GET_ITEM(*rows, place);
        fits = PyBytes_CheckExact(row) && (blocks < 0 || PyBytes_GET_SIZE(row) == blocks);
        blocks = fits ? PyBytes_GET_SIZE(row) : -1;
    }
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "rows that do not fit");
    return fits ? blocks : -1;
}

static const uint8_t *bytes_of(PyObject *bytes)
{
    return (const uint8_t *)PyBytes_AS_STRING(bytes);
}

/* reach_kinds(rows, reaches) */
PyObject *reach_kinds(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *rows, *reaches;
    Py_ssize_t blocks = read_rows(args, &rows, &reaches, 8);
    PyObject *bits = blocks < 0 ? NULL : PyBytes_FromStringAndSize(NULL, blocks);
    if (bits == NULL)
        return NULL;
    uint8_t *told = (uint8_t *)PyBytes_AS_STRING(bits);
    memset(told, 0, (size_t)blocks);
    for (Py_ssize_t place = 0; place < PyTuple_GET_SIZE(rows); place++) {
        const uint8_t *own = bytes_of(PyTuple_GET_ITEM(rows, place)), reach = bytes_of(reaches)[place];
        for (Py_ssize_t at = 0; at < blocks; at++)
            told[at] |= (uint8_t)((own[at] <= reach) << place);
    }
    return bits;
}

/* nearest_kinds(rows, reaches) */
PyObject *nearest_kinds(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *rows, *reaches;
    Py_ssize_t blocks = read_rows(args, &rows, &reaches, MOST_KINDS);
    PyObject *nearest = blocks < 0 ? NULL : PyBytes_FromStringAndSize(NULL, blocks);
    uint16_t *least = nearest == NULL ? NULL : PyMem_Malloc((size_t)blocks * sizeof *least + 1);
    if (least == NULL) {
        Py_XDECREF(nearest);
        return blocks < 0 || nearest == NULL ? NULL : PyErr_NoMemory();
    }
    Py_ssize_t count = PyTuple_GET_SIZE(rows);
    uint8_t *told = (uint8_t *)PyBytes_AS_STRING(nearest);
    memset(told, (int)count, (size_t)blocks);
    for (Py_ssize_t at = 0; at < blocks; at++)
        least[at] = UINT16_MAX;
    for (Py_ssize_t place = 0; place < count; place++) {
        const uint8_t *own = bytes_of(PyTuple_GET_ITEM(rows, place)), reach = bytes_of(reaches)[place];
        for (Py_ssize_t at = 0; at < blocks; at++) {
            int nearer = own[at] <= reach && own[at] < least[at];
            told[at] = nearer ? (uint8_t)place : told[at];
            least[at] = nearer ? own[at] : least[at];
        }
    }
    PyMem_Free(least);
    return nearest;
}

/* ---- innermost elements ---- */

static int is_blank(PyObject *text)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0;
    while (at < size && Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(text, at)))
        at++;
    return size > 0 && at == size;
}

/* Of some marks those that the innermost elements of all pieces have in common; an error where the pieces are no
 * (text, owner) of these elements. */
static uint64_t common_marks(PyObject *pieces, const uint64_t *marks, Py_ssize_t elements, uint64_t kinds)
{
    Py_ssize_t count = PyList_CheckExact(pieces) ? PyList_GET_SIZE(pieces) : -1;
    uint64_t common = kinds;
    int any = 0, fits = count >= 0;
    for (Py_ssize_t at = 0; fits && at < count && common; at++) {
        PyObject *piece = PyList_GET_ITEM(pieces, at);
        fits = PyTuple_CheckExact(piece) && PyTuple_GET_SIZE(piece) == 2 && PyUnicode_CheckExact(PyTuple_GET_ITEM(piece, 0)) &&
               PyLong_CheckExact(PyTuple_GET_ITEM(piece, 1));
        Py_ssize_t place = fits ? PyLong_AsSsize_t(PyTuple_GET_ITEM(piece, 1)) : -1;
        fits = fits && !PyErr_Occurred() && place < elements;
        if (!fits || place < 0 || (count > 1 && is_blank(PyTuple_GET_ITEM(piece, 0))))
            continue;
        common &= marks[place];
        any = 1;
    }
    if (!fits && !PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, "blocks or elements of another kind");
    return any && !PyErr_Occurred() ? common : 0;
}

/* places_marked(blocks, marks, kinds) */
PyObject *places_marked(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *array;
    Py_buffer marks;
    unsigned long long kinds;
    if (!PyArg_ParseTuple(args, "O!OK", &PyList_Type, &blocks, &array, &kinds) ||
        get_numbers(array, &marks, 1, 'i', 8, 0) < 0)
        return NULL;
    PyObject *places = PyList_New(0);
    Py_ssize_t elements = marks.shape[0], marked = 0;
    while (marked < elements && !(((const uint64_t *)marks.buf)[marked] & kinds))
        marked++;
    if (places == NULL || PyList_GET_SIZE(blocks) == 0 || marked == elements) { /* as on one page of four */
        PyBuffer_Release(&marks);
        return places;
    }
    PyTypeObject *block = (PyTypeObject *)Py_NewRef(Py_TYPE(PyList_GET_ITEM(blocks, 0)));
    Py_ssize_t pieces = offset_of(block, "pieces");
    int fits = pieces >= 0;
    for (Py_ssize_t at = 0; fits && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *own = PyList_GET_ITEM(blocks, at);
        if (!Py_IS_TYPE(own, block) || member_at(own, pieces) == NULL) {
            PyErr_SetString(PyExc_TypeError, "blocks of another kind");
            fits = 0;
        } else if (common_marks(member_at(own, pieces), marks.buf, elements, kinds)) {
            fits = add_place(places, at) == 0;
        } else {
            fits = !PyErr_Occurred();
        }
    }
    Py_DECREF(block);
    PyBuffer_Release(&marks);
    if (!fits)
        Py_CLEAR(places);
    return places;
}
