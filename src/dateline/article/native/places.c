/* What the features tell of where blocks stand in the tree (`features._elements`, `_distances`, `_of_subtrees`). */
#include "native.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Where a member of a plain struct lies in its objects; -1 with an error where it is none that holds an object. */
static Py_ssize_t offset_of(PyTypeObject *type, const char *name)
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

static PyObject *member_at(PyObject *object, Py_ssize_t offset)
{
    return *(PyObject **)((char *)object + offset);
}

static int64_t number_at(PyObject *object, Py_ssize_t offset)
{
    PyObject *value = member_at(object, offset);
    if (value == NULL) {
        PyErr_SetString(PyExc_AttributeError, "a member without a value");
        return -1;
    }
    return PyLong_AsLongLong(value);
}

/* gather_elements(elements, parent, depth, marks): fills in three arrays of 64-bit numbers. */
PyObject *gather_elements(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *elements, *objects[3], *result = NULL;
    Py_buffer views[3];
    int held = 0;
    if (!PyArg_ParseTuple(args, "O!OOO", &PyList_Type, &elements, &objects[0], &objects[1], &objects[2]))
        return NULL;
    Py_ssize_t count = PyList_GET_SIZE(elements);
    for (; held < 3; held++)
        if (PyObject_GetBuffer(objects[held], &views[held], PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE) < 0)
            goto done;
    if (views[0].len != count * 8 || views[1].len != count * 8 || views[2].len != count * 8 || count == 0) {
        PyErr_SetString(PyExc_ValueError, "arrays of another size");
        goto done;
    }
    PyTypeObject *type = Py_TYPE(PyList_GET_ITEM(elements, 0));
    Py_ssize_t parent = offset_of(type, "parent"), depth = parent < 0 ? -1 : offset_of(type, "depth"),
               marks = depth < 0 ? -1 : offset_of(type, "marks");
    if (marks < 0)
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
    while (held-- > 0)
        PyBuffer_Release(&views[held]);
    return result;
}
