#include "walking.h"

#include <string.h>

#include "words.h"

int make_room(void **array, Py_ssize_t count, Py_ssize_t *room, size_t size)
{
    if (count < *room)
        return FINE;
    Py_ssize_t more = *room ? *room * 2 : 64;
    if (more > PY_SSIZE_T_MAX / (Py_ssize_t)size) {
        PyErr_NoMemory();
        return FAILED;
    }
    void *grown = PyMem_Realloc(*array, (size_t)more * size);
    if (grown == NULL) {
        PyErr_NoMemory();
        return FAILED;
    }
    *array = grown;
    *room = more;
    return FINE;
}

void *make_scratch(Walk *walk, size_t size)
{
    if (size > walk->scratch_size) {
        void *grown = PyMem_Realloc(walk->scratch, size * 2);
        if (grown == NULL)
            return PyErr_NoMemory();
        walk->scratch = grown;
        walk->scratch_size = size * 2;
    }
    return walk->scratch;
}

void clear_pieces(Walk *walk)
{
    while (walk->piece_count > 0)
        Py_DECREF(walk->pieces[--walk->piece_count].text);
    walk->broken = 0;
}

int add_piece(Walk *walk, PyObject *text, Py_ssize_t owner, char blank)
{
    if (text == NULL || make_room((void **)&walk->pieces, walk->piece_count, &walk->piece_room, sizeof(Piece)) < 0) {
        Py_XDECREF(text);
        return FAILED;
    }
    walk->pieces[walk->piece_count++] = (Piece){text, owner, blank};
    return FINE;
}

/* Whether collapsing leaves characters as they are, of which the last is no white space. */
static inline __attribute__((always_inline)) int is_even(int kind, const void *letters, Py_ssize_t at, Py_ssize_t end)
{
    for (; at < end; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, at);
        if ((letter > ' ' && letter < 0x7F) || (letter > 0xAD && letter < 0x1680)) /* as most are */
            continue;
        if (letter == ' ') {
            if (at + 1 < end && PyUnicode_READ(kind, letters, at + 1) == ' ')
                return 0;
        } else if (letter == 0 || Py_UNICODE_ISSPACE(letter) || letter == 0xAD || letter == 0x200B || letter == 0xFEFF ||
                   letter == 0x2060) {
            return 0;
        }
    }
    return 1;
}

/* A text without the white space around it, where nothing else of it changes; None where something does. */
static PyObject *strip_even(PyObject *text)
{
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t start = 0, end = PyUnicode_GET_LENGTH(text);
    while (end > 0 && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, letters, end - 1)))
        end--;
    while (start < end && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, letters, start)))
        start++;
    return OF_KIND(is_even, kind, letters, start, end) ? PyUnicode_Substring(text, start, end) : Py_NewRef(Py_None);
}

/* The characters of pieces with white space collapsed, and without those that print nothing; NULL on an error.
 * They are never more than before: what is white space puts at most one space in its place. */
static PyObject *collapse(Walk *walk, const Piece *pieces, Py_ssize_t count)
{
    if (count == 1) {
        PyObject *stripped = strip_even(pieces[0].text);
        if (stripped != Py_None)
            return stripped;
        Py_DECREF(stripped);
    }
    size_t size = 0;
    int narrow = 1;
    for (Py_ssize_t at = 0; at < count; at++) {
        size_t length = (size_t)PyUnicode_GET_LENGTH(pieces[at].text);
        if (size > SIZE_MAX / 16 - length)
            return PyErr_NoMemory();
        size += length;
        narrow &= PyUnicode_KIND(pieces[at].text) == PyUnicode_1BYTE_KIND;
    }
    size_t out = 0;
    int pending = 0;
    if (narrow) {
        Py_UCS1 *to = make_scratch(walk, size + 1), all = 0;
        if (to == NULL)
            return NULL;
        for (Py_ssize_t at = 0; at < count; at++) {
            const Py_UCS1 *from = PyUnicode_1BYTE_DATA(pieces[at].text);
            for (Py_ssize_t place = 0, length = PyUnicode_GET_LENGTH(pieces[at].text); place < length; place++) {
                Py_UCS1 letter = from[place];
                if (letter == 0 || Py_UNICODE_ISSPACE(letter)) {
                    pending = out > 0;
                } else if (letter != 0xAD) {
                    if (pending) {
                        to[out++] = ' ';
                        pending = 0;
                    }
                    to[out++] = letter;
                    all |= letter;
                }
            }
        }
        PyObject *text = PyUnicode_New((Py_ssize_t)out, all < 0x80 ? 0x7F : 0xFF);
        if (text != NULL && out)
            memcpy(PyUnicode_1BYTE_DATA(text), to, out);
        return text;
    }
    Py_UCS4 *to = make_scratch(walk, (size + 1) * sizeof(Py_UCS4));
    if (to == NULL)
        return NULL;
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *piece = pieces[at].text;
        int kind = PyUnicode_KIND(piece);
        const void *from = PyUnicode_DATA(piece);
        for (Py_ssize_t place = 0, length = PyUnicode_GET_LENGTH(piece); place < length; place++) {
            Py_UCS4 letter = PyUnicode_READ(kind, from, place);
            if (letter == 0 || Py_UNICODE_ISSPACE(letter)) {
                pending = out > 0;
            } else if (letter != 0xAD && letter != 0x200B && letter != 0xFEFF && letter != 0x2060) {
                if (pending) {
                    to[out++] = ' ';
                    pending = 0;
                }
                to[out++] = letter;
            }
        }
    }
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, to, (Py_ssize_t)out);
}

/* The pieces as the list of (text, owner) that a block keeps. */
static PyObject *as_list(Walk *walk, const Piece *pieces, Py_ssize_t count)
{
    PyObject *list = PyList_New(count);
    for (Py_ssize_t at = 0; list != NULL && at < count; at++) {
        PyObject *pair = PyTuple_New(2), *owner = pair ? number_of(walk->walker, pieces[at].owner) : NULL;
        if (owner == NULL) {
            Py_XDECREF(pair);
            Py_CLEAR(list);
            break;
        }
        PyTuple_SET_ITEM(pair, 0, Py_NewRef(pieces[at].text));
        PyTuple_SET_ITEM(pair, 1, owner);
        PyList_SET_ITEM(list, at, pair);
    }
    return list;
}

PyObject *make(const Form *form, PyObject **values)
{
    int known = 0;
    while (known < form->count && values[known] != NULL)
        known++;
    PyObject *made = known == form->count ? PyObject_New(PyObject, form->type) : NULL;
    for (int at = 0; at < form->count; at++) {
        if (made != NULL)
            *(PyObject **)((char *)made + form->offsets[at]) = values[at];
        else
            Py_XDECREF(values[at]);
    }
    return made;
}

int append_new(PyObject *list, PyObject *item)
{
    int failed = item == NULL ? FAILED : PyList_Append(list, item);
    Py_XDECREF(item);
    return failed;
}

/* Note of the block to come which element is the outermost that hides it. */
static int note_covered(Walk *walk)
{
    const Known *known = walk->known;
    Py_ssize_t root = walk->container;
    while (known[root].parent >= 0 && known[known[root].parent].flags & COVERED)
        root = known[root].parent;
    PyObject *place = number_of(walk->walker, PyList_GET_SIZE(walk->blocks)), *number = number_of(walk->walker, root);
    int failed = place == NULL || number == NULL || PyDict_SetItem(walk->covered, place, number) < 0;
    Py_XDECREF(place);
    Py_XDECREF(number);
    return failed ? FAILED : FINE;
}

/* One block of pieces. list: the same as a list, taken; NULL where it is to be made. */
static int emit(Walk *walk, const Piece *pieces, Py_ssize_t count, PyObject *list)
{
    PyObject *text = collapse(walk, pieces, count);
    if (text == NULL)
        goto failed;
    if (PyUnicode_GET_LENGTH(text) == 0) {
        Py_DECREF(text);
        Py_XDECREF(list);
        return FINE;
    }
    if (PyList_GET_SIZE(walk->blocks) > walk->most_blocks) {
        Py_DECREF(text);
        Py_XDECREF(list);
        return PyObject_SetAttrString(walk->markup, "cut", Py_True);
    }
    Py_ssize_t link_chars = 0, bold_chars = 0, links = 0, last_link = -1;
    for (Py_ssize_t at = 0; at < count; at++) {
        Py_ssize_t owner = pieces[at].owner, length = PyUnicode_GET_LENGTH(pieces[at].text);
        int flags = owner >= 0 ? walk->known[owner].flags : 0;
        if (flags & BOLD)
            bold_chars += length;
        if (flags & LINK) {
            link_chars += length;
            if (count == 1) {
                links = 1;
                break;
            }
            while (!(walk->known[owner].is & IS_A) && walk->known[owner].parent >= 0)
                owner = walk->known[owner].parent;
            links += owner != last_link;
            last_link = owner;
        }
    }
    const Known *container = &walk->known[walk->container];
    walk->met |= (container->is & IS_CELL ? CELL : 0) | (container->is & IS_CAPTION ? CAPTION : 0);
    walk->order++;
    if (container->flags & COVERED && note_covered(walk) < 0) {
        Py_DECREF(text);
        goto failed;
    }
    if (list == NULL)
        list = as_list(walk, pieces, count);
    PyObject *values[9] = {
        text, number_of(walk->walker, walk->container), list, number_of(walk->walker, links),
        number_of(walk->walker, link_chars), number_of(walk->walker, bold_chars), number_of(walk->walker, walk->order),
        Py_NewRef(Py_None), Py_NewRef(Py_None),
    };
    return append_new(walk->blocks, make(&walk->walker->block, values));
failed:
    Py_XDECREF(list);
    return FAILED;
}

/* Blocks of the parts that the Python walk makes of lines that break, and of what stands apart. */
static int emit_parts(Walk *walk)
{
    PyObject *values[] = {as_list(walk, walk->pieces, walk->piece_count), number_of(walk->walker, walk->container)};
    PyObject *called[] = {walk->state, values[0], values[1]}, *parts = NULL;
    if (values[0] != NULL && values[1] != NULL)
        parts = PyObject_VectorcallMethod(walk->walker->parts, called, 3, NULL);
    Py_XDECREF(values[0]);
    Py_XDECREF(values[1]);
    if (parts == NULL)
        return FAILED;
    int failed = PyList_Check(parts) ? FINE : FAILED;
    Piece *pieces = NULL;
    Py_ssize_t room = 0;
    for (Py_ssize_t part = 0; failed == FINE && part < PyList_GET_SIZE(parts); part++) {
        PyObject *list = PyList_GET_ITEM(parts, part);
        Py_ssize_t count = PyList_Check(list) ? PyList_GET_SIZE(list) : -1;
        failed = count < 0 ? FAILED : FINE;
        for (Py_ssize_t at = 0; failed == FINE && at < count; at++) {
            PyObject *pair = PyList_GET_ITEM(list, at), *text, *owner;
            failed = make_room((void **)&pieces, at, &room, sizeof(Piece));
            if (failed != FINE)
                break;
            failed = PyTuple_Check(pair) && PyTuple_GET_SIZE(pair) == 2 ? FINE : FAILED;
            if (failed != FINE)
                break;
            text = PyTuple_GET_ITEM(pair, 0);
            owner = PyTuple_GET_ITEM(pair, 1);
            failed = PyUnicode_Check(text) && PyLong_Check(owner) ? FINE : FAILED;
            if (failed != FINE)
                break;
            pieces[at] = (Piece){text, PyLong_AsSsize_t(owner), 0};
            failed = pieces[at].owner < walk->count && !PyErr_Occurred() ? FINE : FAILED;
        }
        if (failed == FINE)
            failed = emit(walk, pieces, count, Py_NewRef(list));
    }
    PyMem_Free(pieces);
    Py_DECREF(parts);
    if (failed != FINE && !PyErr_Occurred())
        PyErr_SetString(PyExc_TypeError, "parts are lists of pairs of text and owner");
    return failed;
}

/* Whether what stands in elements of their own becomes a block each: two of them at least are marked. */
static int stands_apart(const Walk *walk)
{
    const Known *known = walk->known;
    Py_ssize_t container = walk->container, last = -2, groups = 0, marked = 0;
    int in_caption = known[container].is & IS_CAPTION;
    for (Py_ssize_t place = 0; place < walk->piece_count; place++) {
        const Piece *piece = &walk->pieces[place];
        Py_ssize_t at = piece->owner;
        int telling = 0;
        while (at > container && known[at].parent != container) {
            telling |= known[at].is & IS_TIME;
            at = known[at].parent;
        }
        if (at != last && !(piece->blank && groups)) {
            groups++;
            int inside = at > container;
            int told = inside && ((known[at].marks & walk->walker->meta_marks) || known[at].is & IS_TIME);
            marked += told || telling || (in_caption && inside);
            last = at;
        }
    }
    return marked >= 2;
}

int flush(Walk *walk)
{
    int failed = FINE;
    if (walk->has_text) {
        const Known *container = &walk->known[walk->container];
        int in_parts = container->flags & PRE && !walk->broken;
        if (!in_parts && walk->piece_count > 1)
            in_parts = walk->broken || (container->is & IS_APART && stands_apart(walk));
        failed = in_parts ? emit_parts(walk) : emit(walk, walk->pieces, walk->piece_count, NULL);
    }
    clear_pieces(walk);
    walk->has_text = 0;
    return failed;
}
