/* Oblivious trees: the sum of the leaves that each row comes to, over all trees. See `dateline.article.learned.trees`. */
#include "native.h"

#include <stdint.h>
#include <string.h>

enum { ROWS = 512, DEEPEST = 8 };

int get_numbers(PyObject *array, Py_buffer *view, int dimensions, char kind, Py_ssize_t size, int writable)
{
    if (PyObject_GetBuffer(array, view, PyBUF_STRIDES | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0)) < 0)
        return -1;
    const char *format = view->format != NULL ? view->format : "B";
    char told = *format == '@' || *format == '=' ? format[1] : *format;
    int whole = told != '\0' && strchr("ilqILQ", told) != NULL;
    if (view->ndim != dimensions || view->itemsize != size || (kind == 'i' ? !whole : told != kind) ||
        (view->shape[dimensions - 1] > 1 && view->strides[dimensions - 1] != size) ||
        (uintptr_t)view->buf % (size_t)size != 0 ||
        (dimensions == 2 && view->shape[0] > 1 &&
         (view->strides[0] < view->shape[1] * size || view->strides[0] % size != 0))) {
        PyBuffer_Release(view);
        PyErr_SetString(PyExc_TypeError, "an array of another kind or shape");
        return -1;
    }
    return 0;
}

/* How many bytes lie between the first number and the end of the last. */
static size_t span_of(const Py_buffer *view)
{
    Py_ssize_t rows = view->ndim > 1 ? view->shape[0] : 1, row = view->shape[view->ndim - 1] * view->itemsize;
    return rows > 0 && row > 0 ? (size_t)(row + (rows > 1 ? (rows - 1) * view->strides[0] : 0)) : 0;
}

int share_memory(const Py_buffer *one, const Py_buffer *other)
{
    uintptr_t first = (uintptr_t)one->buf, second = (uintptr_t)other->buf;
    return first < second + span_of(other) && second < first + span_of(one);
}

/* Compiled twice where the loader can choose: wide registers ask twice as many rows at once. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define TWICE __attribute__((target_clones("avx2", "default")))
#else
#define TWICE
#endif

/* Which leaf of a tree each of some rows comes to. */
static inline void find_leaves(uint8_t *leaf, Py_ssize_t count, const char *matrix, Py_ssize_t stride,
                               const int64_t *columns, const float *thresholds, Py_ssize_t trees, int depth)
{
    memset(leaf, 0, (size_t)count);
    for (int level = 0; level < depth; level++) {
        const float *column = (const float *)(matrix + columns[level * trees] * stride);
        float threshold = thresholds[level * trees];
        uint8_t bit = (uint8_t)(1 << level);
        for (Py_ssize_t row = 0; row < count; row++)
            leaf[row] |= column[row] > threshold ? bit : 0;
    }
}

TWICE static void sum_all(int64_t *sums, const Py_buffer *matrix, const int64_t *columns, const float *thresholds,
                    const int32_t *leaves, Py_ssize_t trees, int depth, Py_ssize_t width)
{
    Py_ssize_t rows = matrix->shape[1];
    uint8_t leaf[ROWS];
    for (Py_ssize_t first = 0; first < rows; first += ROWS) {
        Py_ssize_t count = rows - first < ROWS ? rows - first : ROWS;
        int64_t *into = sums + first * width;
        memset(into, 0, (size_t)(count * width) * sizeof *into);
        for (Py_ssize_t tree = 0; tree < trees; tree++) {
            find_leaves(leaf, count, (const char *)matrix->buf + first * 4, matrix->strides[0], columns + tree,
                        thresholds + tree, trees, depth);
            const int32_t *own = leaves + (tree << depth) * width;
            if (width == 1)
                for (Py_ssize_t row = 0; row < count; row++)
                    into[row] += own[leaf[row]];
            else
                for (Py_ssize_t row = 0; row < count; row++)
                    for (Py_ssize_t place = 0; place < width; place++)
                        into[row * width + place] += own[leaf[row] * width + place];
        }
    }
}

PyObject *sum_leaves(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *objects[5];
    Py_buffer matrix, columns, thresholds, leaves, sums;
    Py_buffer *views[] = {&matrix, &columns, &thresholds, &leaves, &sums};
    static const struct { int dimensions; char kind; Py_ssize_t size; } shapes[] = {
        {2, 'f', 4}, {1, 'i', 8}, {1, 'f', 4}, {2, 'i', 4}, {2, 'i', 8},
    };
    int depth, held = 0;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "OOOOiO", &objects[0], &objects[1], &objects[2], &objects[3], &depth, &objects[4]))
        return NULL;
    for (; held < 5; held++)
        if (get_numbers(objects[held], views[held], shapes[held].dimensions, shapes[held].kind, shapes[held].size,
                        held == 4) < 0)
            goto done;
    Py_ssize_t width = leaves.shape[1], trees = depth > 0 ? columns.shape[0] / depth : 0;
    int fits = depth > 0 && depth <= DEEPEST && trees * depth == columns.shape[0] && width > 0 &&
               thresholds.shape[0] == columns.shape[0] && leaves.shape[0] == trees << depth &&
               (leaves.shape[0] <= 1 || leaves.strides[0] == width * 4) && sums.shape[0] == matrix.shape[1] &&
               sums.shape[1] == width && (sums.shape[0] <= 1 || sums.strides[0] == width * 8);
    for (int each = 0; each < 4; each++)
        fits = fits && !share_memory(views[each], &sums);
    const int64_t *places = columns.buf;
    for (Py_ssize_t at = 0; fits && at < columns.shape[0]; at++)
        fits = places[at] >= 0 && places[at] < matrix.shape[0];
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "the trees do not fit the matrix");
        goto done;
    }
    sum_all(sums.buf, &matrix, places, thresholds.buf, leaves.buf, trees, depth, width);
    result = Py_NewRef(Py_None);
done:
    while (held-- > 0)
        PyBuffer_Release(views[held]);
    return result;
}
