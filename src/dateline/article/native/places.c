/* What the features tell of where blocks stand in the tree (`of_tree.gather_elements`, `measure_distances`,
 * `measure_subtrees`). */
#include "native.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

Py_ssize_t offset_of(PyTypeObject *type, const char *name)
{
    PyObject *member = PyObject_GetAttrString((PyObject *)type, name);
    Py_ssize_t offset = -1;
    if (member != NULL && Py_IS_TYPE(member, &PyMemberDescr_Type)) {
        const PyMemberDescrObject *descriptor = (const PyMemberDescrObject *)member;
        if (descriptor->d_common.d_type == type && descriptor->d_member->type == T_OBJECT_EX)
            offset = descriptor->d_member->offset;
    }
    if (offset < 0 && !PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "no member of a struct: %s", name);
    Py_XDECREF(member);
    return offset;
}

static int64_t number_at(PyObject *object, Py_ssize_t offset)
{
    PyObject *value = member_at(object, offset);
    if (value == NULL) {
        PyErr_SetString(PyExc_AttributeError, "a member without a value");
        return -1;
    }
    if (!PyLong_Check(value)) { /* which other things may run code */
        PyErr_SetString(PyExc_TypeError, "a member that is no whole number");
        return -1;
    }
    return PyLong_AsLongLong(value);
}

/* ---- buffers ---- */

enum { MOST_ARRAYS = 8 };

static void release(Py_buffer *views, int held)
{
    while (held-- > 0)
        PyBuffer_Release(&views[held]);
}

typedef struct {
    int dimensions;
    char kind;
    Py_ssize_t size;
    int writable;
} Shape;

/* Get all the buffers, or none. What is written into lies apart from all others. */
static int get_all(PyObject **objects, Py_buffer *views, const Shape *shapes, int count)
{
    for (int held = 0; held < count; held++)
        if (get_numbers(objects[held], &views[held], shapes[held].dimensions, shapes[held].kind, shapes[held].size,
                        shapes[held].writable) < 0) {
            release(views, held);
            return -1;
        }
    for (int one = 0; one < count; one++)
        for (int other = 0; other < count; other++)
            if (shapes[one].writable && one != other && share_memory(&views[one], &views[other])) {
                release(views, count);
                PyErr_SetString(PyExc_ValueError, "arrays that share memory");
                return -1;
            }
    return 0;
}

/* ---- elements ---- */

/* gather_elements(elements, parent, depth, marks): fills in three arrays of 64-bit numbers. */
PyObject *gather_elements(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {{1, 'i', 8, 1}, {1, 'i', 8, 1}, {1, 'i', 8, 1}};
    PyObject *elements, *objects[3], *result = NULL;
    Py_buffer views[3];
    if (!PyArg_ParseTuple(args, "O!OOO", &PyList_Type, &elements, &objects[0], &objects[1], &objects[2]) ||
        get_all(objects, views, shapes, 3) < 0)
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(elements);
    if (views[0].shape[0] != count || views[1].shape[0] != count || views[2].shape[0] != count || count == 0) {
        PyErr_SetString(PyExc_ValueError, "arrays of another size");
        goto done;
    }
    PyTypeObject *type = (PyTypeObject *)Py_NewRef(Py_TYPE(PyList_GET_ITEM(elements, 0)));
    Py_ssize_t parent = offset_of(type, "parent"), depth = parent < 0 ? -1 : offset_of(type, "depth"),
               marks = depth < 0 ? -1 : offset_of(type, "marks");
    Py_DECREF(type); /* only compared from here */
    if (marks >= 0 && PyList_GET_SIZE(elements) != count) /* a type may run code where it is asked */
        PyErr_SetString(PyExc_RuntimeError, "the list changed");
    if (marks < 0 || PyErr_Occurred())
        goto done;
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *element = PyList_GET_ITEM(elements, at);
        if (!Py_IS_TYPE(element, type)) {
            PyErr_SetString(PyExc_TypeError, "elements of several types");
            goto done;
        }
        int64_t above = number_at(element, parent);
        ((int64_t *)views[0].buf)[at] = above > 0 ? above : 0;
        ((int64_t *)views[1].buf)[at] = number_at(element, depth);
        PyObject *value = member_at(element, marks);
        ((uint64_t *)views[2].buf)[at] = value == NULL ? 0 : PyLong_AsUnsignedLongLong(value);
        if (PyErr_Occurred())
            goto done;
    }
    result = Py_NewRef(Py_None);
done:
    release(views, 3);
    return result;
}

/* ---- blocks ---- */

/* The members of blocks and elements that are asked for, by where they lie. */
typedef struct {
    PyTypeObject *block, *element;
    Py_ssize_t own, tag, classes, parent;
} Members;

/* What blocks are told apart by: tag and class of an element and of the one around it. */
typedef struct {
    PyObject *told[4]; /* borrowed; strings, or None */
    Py_hash_t hash;
    int64_t number; /* one more; 0 where the slot is free */
} Make;

static int is_told(PyObject *value)
{
    return value != NULL && (value == Py_None || PyUnicode_CheckExact(value));
}

/* Fill in a make from an element and the one around it; 0 where these are none. */
static int read_make(Make *make, PyObject *elements, const Members *members, int64_t at)
{
    for (int step = 0; step < 2; step++) {
        if (at < 0 || at >= PyList_GET_SIZE(elements) || !Py_IS_TYPE(PyList_GET_ITEM(elements, at), members->element))
            return 0;
        PyObject *element = PyList_GET_ITEM(elements, at);
        make->told[2 * step] = member_at(element, members->tag);
        make->told[2 * step + 1] = member_at(element, members->classes);
        if (!is_told(make->told[2 * step]) || !is_told(make->told[2 * step + 1]))
            return 0;
        at = number_at(element, members->parent);
        if (PyErr_Occurred())
            return 0;
        at = at > 0 ? at : 0;
    }
    make->hash = 0;
    for (int each = 0; each < 4; each++)
        make->hash = make->hash * 1000003 + (make->told[each] == Py_None ? 1 : PyObject_Hash(make->told[each]));
    return 1;
}

static int are_alike(const Make *one, const Make *other)
{
    for (int each = 0; each < 4; each++) {
        PyObject *first = one->told[each], *second = other->told[each];
        if (first != second && (first == Py_None || second == Py_None || PyUnicode_Compare(first, second) != 0))
            return 0;
    }
    return 1;
}

/* The number of a make, a new one for one that was not met. makes: a table of a power of two of slots, half of them free. */
static int64_t number_make(Make *makes, size_t slots, Make *make, int64_t *met)
{
    size_t slot = ((size_t)make->hash ^ (size_t)make->hash >> 20) & (slots - 1);
    for (; makes[slot].number != 0; slot = (slot + 1) & (slots - 1))
        if (makes[slot].hash == make->hash && are_alike(&makes[slot], make))
            return makes[slot].number - 1;
    make->number = ++*met;
    makes[slot] = *make;
    return make->number - 1;
}

/* The code of a tag; `unknown` where it has none, -1 with an error where that is no code. */
static long code_of(PyObject *codes, PyObject *tag, long unknown)
{
    PyObject *told = PyDict_GetItemWithError(codes, tag);
    long code = told == NULL ? unknown : PyLong_CheckExact(told) ? PyLong_AsLong(told) : -1;
    if (!PyErr_Occurred() && (code < 0 || code > 255))
        PyErr_SetString(PyExc_ValueError, "codes are from 0 to 255");
    return PyErr_Occurred() ? -1 : code;
}

static int find_members(Members *members, PyObject *blocks, PyObject *elements)
{
    members->block = Py_TYPE(PyList_GET_ITEM(blocks, 0));
    members->element = Py_TYPE(PyList_GET_ITEM(elements, 0));
    Py_INCREF(members->block);
    Py_INCREF(members->element);
    int found = (members->own = offset_of(members->block, "element")) >= 0 &&
                (members->tag = offset_of(members->element, "tag")) >= 0 &&
                (members->classes = offset_of(members->element, "classes")) >= 0 &&
                (members->parent = offset_of(members->element, "parent")) >= 0;
    Py_DECREF(members->block); /* only compared from here */
    Py_DECREF(members->element);
    return found;
}

/* gather_blocks(blocks, elements, codes, unknown, element, tags, alike): of each block its element, the code of that
 * one's tag, and a number that it has in common with the blocks made alike. */
PyObject *gather_blocks(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {{1, 'i', 8, 1}, {1, 'B', 1, 1}, {1, 'i', 8, 1}};
    PyObject *blocks, *elements, *codes, *objects[3], *key, *value, *result = NULL;
    Py_buffer views[3];
    long unknown;
    Py_ssize_t next = 0;
    int64_t met = 0;
    Make *makes = NULL;
    Members members;
    if (!PyArg_ParseTuple(args, "O!O!O!lOOO", &PyList_Type, &blocks, &PyList_Type, &elements, &PyDict_Type, &codes, &unknown,
                          &objects[0], &objects[1], &objects[2]) ||
        get_all(objects, views, shapes, 3) < 0)
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(blocks);
    int fits = count > 0 && PyList_GET_SIZE(elements) > 0;
    for (int each = 0; each < 3; each++)
        fits = fits && views[each].shape[0] == count;
    while (fits && PyDict_Next(codes, &next, &key, &value)) /* other keys may run code where they are compared */
        fits = PyUnicode_CheckExact(key);
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "arrays of another size, or codes of other things");
        goto done;
    }
    size_t slots = 16;
    while (slots < 2 * (size_t)count)
        slots *= 2;
    makes = PyMem_Calloc(slots, sizeof *makes);
    if (makes == NULL)
        PyErr_NoMemory();
    if (makes == NULL || !find_members(&members, blocks, elements))
        goto done;
    for (Py_ssize_t at = 0; at < count; at++) {
        Make make = {.number = 0};
        PyObject *block = at < PyList_GET_SIZE(blocks) ? PyList_GET_ITEM(blocks, at) : NULL;
        if (block == NULL || !Py_IS_TYPE(block, members.block)) {
            PyErr_SetString(PyExc_TypeError, "blocks of several types");
            goto done;
        }
        int64_t own = number_at(block, members.own);
        if (PyErr_Occurred() || !read_make(&make, elements, &members, own) || make.told[0] == Py_None) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a block without an element");
            goto done;
        }
        long code = code_of(codes, make.told[0], unknown);
        if (code < 0)
            goto done;
        ((int64_t *)views[0].buf)[at] = own;
        ((uint8_t *)views[1].buf)[at] = (uint8_t)code;
        ((int64_t *)views[2].buf)[at] = number_make(makes, slots, &make, &met);
    }
    result = Py_NewRef(Py_None);
done:
    PyMem_Free(makes);
    release(views, 3);
    return result;
}

/* values_around(blocks, elements, values, steps, most) -> by the place of each of the first blocks that has one, the
 * value of its element's tag, or of the nearest of so many elements around that one, but the root. */
PyObject *values_around(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *elements, *values, *key, *value, *found;
    Py_ssize_t steps, most, next = 0, shortest = PY_SSIZE_T_MAX, longest = 0;
    Members members;
    if (!PyArg_ParseTuple(args, "O!O!O!nn", &PyList_Type, &blocks, &PyList_Type, &elements, &PyDict_Type, &values, &steps,
                          &most))
        return NULL;
    int fits = most <= 0 || PyList_GET_SIZE(blocks) == 0 || PyList_GET_SIZE(elements) > 0;
    while (fits && PyDict_Next(values, &next, &key, &value)) { /* other keys may run code where they are compared */
        fits = PyUnicode_CheckExact(key);
        Py_ssize_t length = fits ? PyUnicode_GET_LENGTH(key) : 0;
        shortest = length < shortest ? length : shortest;
        longest = length > longest ? length : longest;
    }
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "blocks without elements, or values of other things");
        return NULL;
    }
    found = PyDict_New();
    if (found == NULL || most <= 0 || PyList_GET_SIZE(blocks) == 0)
        return found;
    int failed = !find_members(&members, blocks, elements);
    for (Py_ssize_t at = 0; !failed && at < most && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *block = PyList_GET_ITEM(blocks, at);
        int64_t own = Py_IS_TYPE(block, members.block) ? number_at(block, members.own) : -1;
        value = NULL;
        failed = own < 0 && PyErr_Occurred();
        for (Py_ssize_t step = 0; !failed && value == NULL && step <= steps && (step == 0 || own > 0); step++) {
            PyObject *element = own >= 0 && own < PyList_GET_SIZE(elements) ? PyList_GET_ITEM(elements, own) : NULL;
            PyObject *tag = element != NULL && Py_IS_TYPE(element, members.element) ? member_at(element, members.tag) : NULL;
            if (tag == NULL || !PyUnicode_CheckExact(tag)) {
                PyErr_SetString(PyExc_TypeError, "a block without an element, or one without a tag");
                failed = 1;
            } else {
                Py_ssize_t length = PyUnicode_GET_LENGTH(tag); /* few tags are as long as any that is looked for */
                if (length >= shortest && length <= longest && (value = PyDict_GetItemWithError(values, tag)) == NULL)
                    failed = PyErr_Occurred() != NULL;
                own = number_at(element, members.parent);
                failed = failed || (own < 0 && PyErr_Occurred());
            }
        }
        if (!failed && value != NULL) {
            PyObject *place = PyLong_FromSsize_t(at);
            failed = place == NULL || PyDict_SetItem(found, place, value) < 0;
            Py_XDECREF(place);
        }
    }
    if (failed)
        Py_CLEAR(found);
    return found;
}

/* places_by(things, name) -> the places of things of one type by what this member of theirs, a string, is. */
PyObject *places_by(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *things, *last = NULL, *own = NULL, *found;
    const char *name;
    if (!PyArg_ParseTuple(args, "O!s", &PyList_Type, &things, &name) || (found = PyDict_New()) == NULL)
        return NULL;
    if (PyList_GET_SIZE(things) == 0)
        return found;
    PyTypeObject *type = (PyTypeObject *)Py_NewRef(Py_TYPE(PyList_GET_ITEM(things, 0)));
    Py_ssize_t offset = offset_of(type, name);
    int failed = offset < 0;
    for (Py_ssize_t at = 0; !failed && at < PyList_GET_SIZE(things); at++) {
        PyObject *thing = PyList_GET_ITEM(things, at), *value = Py_IS_TYPE(thing, type) ? member_at(thing, offset) : NULL;
        if (value == NULL || !PyUnicode_CheckExact(value)) {
            PyErr_SetString(PyExc_TypeError, "things of several types, or a member that is no string");
            break;
        }
        if (value != last) { /* many stand beside others with the same one */
            Py_XSETREF(last, Py_NewRef(value));
            Py_XSETREF(own, Py_XNewRef(PyDict_GetItemWithError(found, last)));
            if (own == NULL && !PyErr_Occurred() && (own = PyList_New(0)) != NULL)
                failed = PyDict_SetItem(found, last, own) < 0;
        }
        PyObject *place = own == NULL || failed ? NULL : PyLong_FromSsize_t(at);
        failed = place == NULL || PyList_Append(own, place) < 0;
        Py_XDECREF(place);
    }
    Py_DECREF(type);
    Py_XDECREF(last);
    Py_XDECREF(own);
    if (PyErr_Occurred())
        Py_CLEAR(found);
    return found;
}

/* The element of a pair of something and an element; -1 with an error where it is none. */
static Py_ssize_t second_of(PyObject *pair)
{
    PyObject *second = PyTuple_CheckExact(pair) && PyTuple_GET_SIZE(pair) == 2 ? PyTuple_GET_ITEM(pair, 1) : NULL;
    if (second == NULL || !PyLong_CheckExact(second)) {
        PyErr_SetString(PyExc_TypeError, "pairs with the number of an element");
        return -1;
    }
    return PyLong_AsSsize_t(second);
}

/* hold_pieces(blocks, owners, elements, row): whether a block has a piece of one of these elements; of how many all. Both
 * pieces and owners are pairs, the second of which is the element. */
PyObject *hold_pieces(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *owners, *array;
    Py_ssize_t elements, offset = -1;
    Py_buffer row;
    if (!PyArg_ParseTuple(args, "O!O!nO", &PyList_Type, &blocks, &PyList_Type, &owners, &elements, &array) ||
        get_numbers(array, &row, 1, 'f', 4, 1) < 0)
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(blocks);
    char *owned = elements > 0 ? PyMem_Calloc((size_t)elements, 1) : NULL;
    if (owned == NULL || row.shape[0] != count || count == 0) {
        if (elements > 0 && owned == NULL)
            PyErr_NoMemory();
        else
            PyErr_SetString(PyExc_ValueError, "an array of another size");
        goto done;
    }
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(owners); at++) {
        Py_ssize_t own = second_of(PyList_GET_ITEM(owners, at));
        if (PyErr_Occurred())
            goto done;
        if (own >= 0 && own < elements)
            owned[own] = 1;
    }
    PyTypeObject *type = (PyTypeObject *)Py_NewRef(Py_TYPE(PyList_GET_ITEM(blocks, 0)));
    offset = offset_of(type, "pieces");
    Py_DECREF(type); /* only compared from here */
    for (Py_ssize_t at = 0; offset >= 0 && at < count; at++) {
        PyObject *block = at < PyList_GET_SIZE(blocks) ? PyList_GET_ITEM(blocks, at) : NULL;
        PyObject *pieces = block != NULL && Py_IS_TYPE(block, type) ? member_at(block, offset) : NULL;
        if (pieces == NULL || !PyList_CheckExact(pieces)) {
            PyErr_SetString(PyExc_TypeError, "blocks of pieces");
            goto done;
        }
        float holds = 0;
        for (Py_ssize_t each = 0; holds == 0 && each < PyList_GET_SIZE(pieces); each++) {
            Py_ssize_t own = second_of(PyList_GET_ITEM(pieces, each));
            if (own < 0 && PyErr_Occurred())
                goto done;
            holds = own >= 0 && own < elements && owned[own];
        }
        ((float *)row.buf)[at] = holds;
    }
done:
    PyMem_Free(owned);
    PyBuffer_Release(&row);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* last_descendants(parent, depth, last): of each element its last descendant, itself where it has none. */
PyObject *last_descendants(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {{1, 'i', 8, 0}, {1, 'i', 8, 0}, {1, 'i', 8, 1}};
    PyObject *objects[3];
    Py_buffer views[3];
    if (!PyArg_ParseTuple(args, "OOO", &objects[0], &objects[1], &objects[2]) || get_all(objects, views, shapes, 3) < 0)
        return NULL;
    const int64_t *parent = views[0].buf, *depth = views[1].buf;
    int64_t *last = views[2].buf;
    Py_ssize_t count = views[0].shape[0];
    int fits = views[1].shape[0] == count && views[2].shape[0] == count;
    for (Py_ssize_t at = 0; fits && at < count; at++) {
        last[at] = at;
        fits = parent[at] >= 0 && (parent[at] < at || depth[at] <= 0); /* elements stand behind those around them */
    }
    for (Py_ssize_t at = count - 1; fits && at > 0; at--)
        if (depth[at] > 0 && last[at] > last[parent[at]])
            last[parent[at]] = last[at];
    release(views, 3);
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
    return fits ? Py_NewRef(Py_None) : NULL;
}

/* ---- distances and subtrees ---- */

enum { FAR = 12, LEVELS = 4, ROWS_OF_LEVEL = 6, ROWS_OF_BEST = 5, MOST_BLOCKS = 200 };

static void *row_of(const Py_buffer *view, Py_ssize_t row)
{
    return (char *)view->buf + (view->shape[0] > 1 ? row * view->strides[0] : 0);
}

/* Whether all numbers of an array are places below a count. */
static int are_places(const int64_t *numbers, Py_ssize_t size, Py_ssize_t count)
{
    int are = 1; /* asked of all: that is told of several at once */
    for (Py_ssize_t at = 0; at < size; at++)
        are &= (uint64_t)numbers[at] < (uint64_t)count;
    return are;
}

/* elements_above(element, parent, above): each block's element, and in the rows below the elements around it. */
PyObject *elements_above(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {{1, 'i', 8, 0}, {1, 'i', 8, 0}, {2, 'i', 8, 1}};
    PyObject *objects[3];
    Py_buffer views[3], *element = &views[0], *parent = &views[1], *above = &views[2];
    if (!PyArg_ParseTuple(args, "OOO", &objects[0], &objects[1], &objects[2]) || get_all(objects, views, shapes, 3) < 0)
        return NULL;
    Py_ssize_t count = element->shape[0], elements = parent->shape[0];
    const int64_t *around = parent->buf;
    int fits = above->shape[1] == count && are_places(element->buf, count, elements) &&
               are_places(around, elements, elements);
    for (Py_ssize_t step = 0; fits && step < above->shape[0]; step++) {
        const int64_t *below = step == 0 ? element->buf : row_of(above, step - 1);
        int64_t *row = row_of(above, step);
        for (Py_ssize_t block = 0; block < count; block++)
            row[block] = step == 0 ? below[block] : around[below[block]];
    }
    release(views, 3);
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
    return fits ? Py_NewRef(Py_None) : NULL;
}

/* tell_codes(codes, rows): a row a code, whether each block has it; the last one stands for all further codes, too. */
PyObject *tell_codes(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {{1, 'B', 1, 0}, {2, 'f', 4, 1}};
    PyObject *objects[2];
    Py_buffer views[2], *rows = &views[1];
    if (!PyArg_ParseTuple(args, "OO", &objects[0], &objects[1]) || get_all(objects, views, shapes, 2) < 0)
        return NULL;
    Py_ssize_t count = views[0].shape[0], kinds = rows->shape[0];
    int fits = kinds > 0 && rows->shape[1] == count;
    for (Py_ssize_t kind = 0; fits && kind < kinds; kind++)
        memset(row_of(rows, kind), 0, (size_t)count * sizeof(float));
    for (Py_ssize_t block = 0; fits && block < count; block++) {
        Py_ssize_t code = ((const uint8_t *)views[0].buf)[block];
        ((float *)row_of(rows, code < kinds ? code : kinds - 1))[block] = 1;
    }
    release(views, 2);
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
    return fits ? Py_NewRef(Py_None) : NULL;
}

PyObject *measure_distances(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {{1, 'i', 8, 0}, {2, 'i', 8, 0}, {2, 'f', 4, 1}};
    PyObject *objects[3];
    Py_buffer views[3], *marks = &views[0], *above = &views[1], *far = &views[2];
    if (!PyArg_ParseTuple(args, "OOO", &objects[0], &objects[1], &objects[2]) || get_all(objects, views, shapes, 3) < 0)
        return NULL;
    Py_ssize_t steps = above->shape[0], blocks = above->shape[1], kinds = far->shape[0];
    int fits = far->shape[1] == blocks && kinds <= 64;
    for (Py_ssize_t step = 0; fits && step < steps; step++)
        fits = are_places(row_of(above, step), blocks, marks->shape[0]);
    for (Py_ssize_t kind = 0; fits && kind < kinds; kind++) {
        float *row = row_of(far, kind);
        for (Py_ssize_t block = 0; block < blocks; block++)
            row[block] = (float)steps;
    }
    const char *chains = above->buf;
    const uint64_t *known = marks->buf;
    Py_ssize_t stride = steps > 1 ? above->strides[0] : 0;
    for (Py_ssize_t block = 0; fits && block < blocks; block++) {
        uint64_t seen = 0;
        for (Py_ssize_t step = 0; step < steps; step++) {
            uint64_t own = known[((const int64_t *)(chains + step * stride))[block]];
            uint64_t new = own & ~seen;
            seen |= new;
            for (; new != 0; new &= new - 1) {
                int kind = __builtin_ctzll(new);
                if (kind < kinds)
                    ((float *)row_of(far, kind))[block] = (float)step;
            }
        }
    }
    release(views, 3);
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
    return fits ? Py_NewRef(Py_None) : NULL;
}

/* Sums over the blocks of each element: words, linked words, blocks, words of paragraphs; then over all before it. */
typedef struct {
    double total, linked, count, paragraphs;
} Sums;

static Sums between(const Sums *before, Py_ssize_t first, Py_ssize_t last)
{
    const Sums *low = &before[first], *high = &before[last + 1];
    return (Sums){high->total - low->total, high->linked - low->linked, high->count - low->count,
                  high->paragraphs - low->paragraphs};
}

static void fill_levels(const Sums *within, const Py_buffer *views, Py_ssize_t blocks)
{
    const int64_t *element = views[0].buf, *parent = views[1].buf, *depth = views[3].buf;
    double whole = within[0].total + 1.0;
    double *totals = row_of(&views[6], 0);
    float *to = row_of(&views[7], 0);
    const Py_ssize_t totals_apart = (double *)row_of(&views[6], 1) - totals, apart = (float *)row_of(&views[7], 1) - to;
    for (Py_ssize_t block = 0; block < blocks; block++) {
        int64_t at = element[block];
        for (int level = 0; level < LEVELS; level++, at = parent[at]) {
            const Sums *own = &within[at];
            const double rows[] = {
                0.0, own->linked / (own->total + 1), own->count < MOST_BLOCKS ? own->count : MOST_BLOCKS,
                own->paragraphs / (own->total + 1), own->total / whole, (double)depth[at],
            };
            totals[level * totals_apart + block] = own->total;
            for (int row = 1; row < ROWS_OF_LEVEL; row++)
                to[(level * ROWS_OF_LEVEL + row) * apart + block] = (float)rows[row];
        }
    }
}

/* Readability's vote, as `of_tree.measure_subtrees` has it. votes: room for three numbers an element. */
static void fill_best(const Sums *within, double *votes, const double *direct, const Py_buffer *views, Py_ssize_t blocks)
{
    const int64_t *element = views[0].buf, *parent = views[1].buf, *last = views[2].buf, *depth = views[3].buf;
    Py_ssize_t size = views[1].shape[0], best = 0;
    double *above = votes + size;
    memset(votes, 0, 2 * (size_t)size * sizeof *votes);
    for (Py_ssize_t at = 0; at < size; at++)
        above[parent[at]] += direct[at];
    for (Py_ssize_t at = 0; at < size; at++)
        votes[parent[at]] += above[at];
    for (Py_ssize_t at = 0; at < size; at++) {
        votes[at] = (above[at] + 0.5 * votes[at]) * (1 - within[at].linked / (within[at].total + 1));
        if (votes[at] > votes[best])
            best = at;
    }
    double top = votes[best] + 1.0, share = within[best].paragraphs / (within[0].paragraphs + 1);
    float *to = row_of(&views[7], LEVELS * ROWS_OF_LEVEL);
    const Py_ssize_t apart = (float *)row_of(&views[7], 1) - (float *)row_of(&views[7], 0);
    for (Py_ssize_t block = 0; block < blocks; block++) {
        int64_t at = element[block], least = depth[at] < depth[best] ? depth[at] : depth[best];
        int inside = at >= best && at <= last[best];
        int64_t steps = inside ? depth[at] - depth[best] : FAR + depth[best] - least;
        const double rows[] = {
            share, inside, votes[at] / top, votes[parent[at]] / top, (double)(steps < 2 * FAR ? steps : 2 * FAR),
        };
        for (int row = 0; row < ROWS_OF_BEST; row++)
            to[row * apart + block] = (float)rows[row];
    }
}

PyObject *measure_subtrees(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {
        {1, 'i', 8, 0}, {1, 'i', 8, 0}, {1, 'i', 8, 0}, {1, 'i', 8, 0}, {1, 'f', 4, 0}, {1, 'f', 4, 0},
        {2, 'd', 8, 1}, {2, 'f', 4, 1},
    };
    PyObject *objects[MOST_ARRAYS], *result = NULL;
    Py_buffer views[MOST_ARRAYS];
    if (!PyArg_ParseTuple(args, "OOOOOOOO", &objects[0], &objects[1], &objects[2], &objects[3], &objects[4], &objects[5],
                          &objects[6], &objects[7]) ||
        get_all(objects, views, shapes, MOST_ARRAYS) < 0)
        return NULL;
    Py_ssize_t blocks = views[0].shape[0], size = views[1].shape[0];
    const int64_t *element = views[0].buf, *parent = views[1].buf, *last = views[2].buf;
    const float *mass = views[4].buf, *link_share = views[5].buf;
    Sums *before = NULL, *within = NULL;
    double *votes = NULL;
    int fits = size > 0 && views[2].shape[0] == size && views[3].shape[0] == size && views[4].shape[0] == blocks &&
               views[5].shape[0] == blocks && views[6].shape[0] == LEVELS && views[6].shape[1] == blocks &&
               views[7].shape[0] == LEVELS * ROWS_OF_LEVEL + ROWS_OF_BEST && views[7].shape[1] == blocks &&
               are_places(element, blocks, size) && are_places(parent, size, size) && are_places(last, size, size);
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
        goto done;
    }
    before = PyMem_Calloc((size_t)size + 1, sizeof *before);
    within = PyMem_Malloc((size_t)size * sizeof *within);
    votes = PyMem_Malloc((size_t)size * 3 * sizeof *votes);
    if (before == NULL || within == NULL || votes == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    double *direct = votes + 2 * size;
    for (Py_ssize_t block = 0; block < blocks; block++) {
        Sums *own = &before[element[block] + 1];
        float linked = mass[block] * link_share[block];
        own->total += (double)mass[block];
        own->linked += (double)linked;
        own->count += 1.0;
        own->paragraphs += mass[block] >= 15.0f && link_share[block] < 0.4f ? (double)mass[block] : 0.0;
    }
    for (Py_ssize_t at = 0; at < size; at++) {
        direct[at] = before[at + 1].paragraphs;
        before[at + 1].total += before[at].total;
        before[at + 1].linked += before[at].linked;
        before[at + 1].count += before[at].count;
        before[at + 1].paragraphs += before[at].paragraphs;
    }
    for (Py_ssize_t at = 0; at < size; at++)
        within[at] = between(before, at, last[at]);
    fill_levels(within, views, blocks);
    fill_best(within, votes, direct, views, blocks);
    result = Py_NewRef(Py_None);
done:
    PyMem_Free(before);
    PyMem_Free(within);
    PyMem_Free(votes);
    release(views, MOST_ARRAYS);
    return result;
}

/* ---- sums over the tree ---- */

/* sum_within(element, last, values, sums): fills in a row for each row of values of blocks, what each element holds of
 * them; last: the last descendant of each element. */
PyObject *sum_within(PyObject *Py_UNUSED(module), PyObject *args)
{
    static const Shape shapes[] = {{1, 'i', 8, 0}, {1, 'i', 8, 0}, {2, 'd', 8, 0}, {2, 'd', 8, 1}};
    PyObject *objects[4];
    Py_buffer views[4];
    if (!PyArg_ParseTuple(args, "OOOO", &objects[0], &objects[1], &objects[2], &objects[3]) ||
        get_all(objects, views, shapes, 4) < 0)
        return NULL;
    const int64_t *element = views[0].buf, *last = views[1].buf;
    Py_ssize_t blocks = views[0].shape[0], elements = views[1].shape[0], rows = views[2].shape[0];
    int fits = views[2].shape[1] == blocks && views[3].shape[0] == rows && views[3].shape[1] == elements;
    for (Py_ssize_t at = 0; fits && at < blocks; at++)
        fits = element[at] >= 0 && element[at] < elements;
    for (Py_ssize_t at = 0; fits && at < elements; at++)
        fits = last[at] >= at && last[at] < elements;
    double *before = fits ? PyMem_Malloc(((size_t)elements + 1) * sizeof *before) : NULL;
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "arrays that do not fit");
    else if (before == NULL)
        PyErr_NoMemory();
    for (Py_ssize_t row = 0; before != NULL && row < rows; row++) {
        const double *values = (const double *)((const char *)views[2].buf + (rows > 1 ? row * views[2].strides[0] : 0));
        double *sums = (double *)((char *)views[3].buf + (rows > 1 ? row * views[3].strides[0] : 0));
        memset(before, 0, ((size_t)elements + 1) * sizeof *before);
        for (Py_ssize_t at = 0; at < blocks; at++)
            before[element[at] + 1] += values[at];
        for (Py_ssize_t at = 0; at < elements; at++)
            before[at + 1] += before[at];
        for (Py_ssize_t at = 0; at < elements; at++)
            sums[at] = before[last[at] + 1] - before[at];
    }
    PyMem_Free(before);
    release(views, 4);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
