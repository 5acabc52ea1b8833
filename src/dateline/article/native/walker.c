#include "walking.h"

#include <string.h>

/* A member of the page, a new reference, of this type exactly. */
static PyObject *member_of(PyObject *markup, const char *name, PyTypeObject *type)
{
    PyObject *member = PyObject_GetAttrString(markup, name);
    if (member != NULL && !Py_IS_TYPE(member, type)) {
        PyErr_SetString(PyExc_TypeError, "a page is gathered into lists and a dict");
        Py_CLEAR(member);
    }
    return member;
}

static PyObject *list_of(PyObject *markup, const char *name)
{
    return member_of(markup, name, &PyList_Type);
}

PyDoc_STRVAR(walk_doc, "walk(state, markup, root, document, most_blocks) -> whether the page was walked\n\n"
                       "root, document: addresses of the parser's nodes, as its mem_id tells them, in a tree that lives.");

static PyObject *walker_walk(PyObject *self, PyObject *args)
{
    unsigned long long root, document;
    Walk walk = {.walker = (Walker *)self, .container = -1};
    if (!PyArg_ParseTuple(args, "OOKKn", &walk.state, &walk.markup, &root, &document, &walk.most_blocks))
        return NULL;
    if (walk.walker->element.type == NULL) {
        PyErr_SetString(PyExc_TypeError, "a walker that was not made ready");
        return NULL;
    }
    walk.document = (Node *)(uintptr_t)document;
    walk.elements = list_of(walk.markup, "elements");
    walk.blocks = walk.elements ? list_of(walk.markup, "blocks") : NULL;
    walk.images = walk.blocks ? list_of(walk.markup, "images") : NULL;
    walk.metas = walk.images ? list_of(walk.markup, "metas") : NULL;
    walk.links = walk.metas ? list_of(walk.markup, "links") : NULL;
    walk.items = walk.links ? list_of(walk.markup, "items") : NULL;
    walk.covered = walk.items ? member_of(walk.markup, "covered", &PyDict_Type) : NULL;
    int result = FAILED;
    if (walk.covered != NULL)
        result = root && document ? walk_on(&walk, (Node *)(uintptr_t)root) : UNKNOWN;
    PyObject *met = result == FINE ? PyLong_FromLong(walk.met) : NULL;
    if (result == FINE && (met == NULL || PyObject_SetAttrString(walk.markup, "met", met) < 0))
        result = FAILED;
    Py_XDECREF(met);
    clear_pieces(&walk);
    PyMem_Free(walk.pieces);
    PyMem_Free(walk.known);
    PyMem_Free(walk.around);
    PyMem_Free(walk.scratch);
    Py_XDECREF(walk.elements);
    Py_XDECREF(walk.blocks);
    Py_XDECREF(walk.images);
    Py_XDECREF(walk.metas);
    Py_XDECREF(walk.links);
    Py_XDECREF(walk.items);
    Py_XDECREF(walk.covered);
    return result == FAILED ? NULL : PyBool_FromLong(result == FINE);
}

static int add_tag(Walker *walker, PyObject *name, PyObject *told)
{
    static const struct { const char *name; int is; } known[] = {
        {"title", IS_TITLE}, {"figure", IS_FIGURE | IS_APART}, {"figcaption", IS_FIGURE | IS_APART | IS_CAPTION},
        {"p", IS_PHRASING}, {"h1", IS_PHRASING}, {"h2", IS_PHRASING}, {"h3", IS_PHRASING}, {"h4", IS_PHRASING},
        {"h5", IS_PHRASING}, {"h6", IS_PHRASING}, {"button", IS_BUTTON}, {"a", IS_A}, {"time", IS_TIME}, {"br", IS_BR},
        {"img", IS_IMG}, {"script", IS_SCRIPT}, {"html", IS_ROOT}, {"body", IS_ROOT}, {"div", IS_APART},
        {"header", IS_APART}, {"section", IS_APART}, {"span", IS_APART}, {"address", IS_APART}, {"meta", IS_META},
        {"link", IS_LINK}, {"td", IS_CELL}, {"th", IS_CELL},
    };
    unsigned long long marks;
    Py_ssize_t length;
    Tag tag = {0};
    const char *bytes = PyUnicode_AsUTF8AndSize(name, &length);
    if (bytes == NULL || !PyArg_ParseTuple(told, "Kippp", &marks, &tag.flags, &tag.inside, &tag.asks, &tag.holds))
        return FAILED;
    if (length >= LONGEST_TAG) {
        PyErr_SetString(PyExc_ValueError, "a tag too long");
        return FAILED;
    }
    tag.marks = marks;
    tag.length = (unsigned)length;
    memcpy(tag.bytes, bytes, (size_t)length);
    for (size_t place = 0; place < sizeof known / sizeof *known; place++)
        if (strcmp(known[place].name, bytes) == 0)
            tag.is = known[place].is;
    unsigned slot = hash_of((const Byte *)bytes, (size_t)length) % TAG_SLOTS;
    while (walker->tags[slot].name != NULL)
        slot = (slot + 1) % TAG_SLOTS;
    tag.name = Py_NewRef(name);
    walker->tags[slot] = tag;
    return FINE;
}

/* Know how the objects of a struct are made: of its fields alone, each a member, and without the garbage collector. */
static int know(Form *form, PyObject *told, int count)
{
    PyTypeObject *type = PyType_Check(told) ? (PyTypeObject *)told : NULL;
    PyObject *fields = type == NULL ? NULL : PyObject_GetAttrString(told, "__struct_fields__");
    int fits = fields != NULL && PyTuple_Check(fields) && PyTuple_GET_SIZE(fields) == count && count <= MOST_MEMBERS;
    Py_ssize_t size = (Py_ssize_t)(sizeof(PyObject) + (size_t)count * sizeof(PyObject *));
    fits = fits && type->tp_basicsize == size && !PyType_IS_GC(type);
    for (int at = 0; fits && at < count; at++) {
        const char *name = PyUnicode_AsUTF8(PyTuple_GET_ITEM(fields, at));
        form->offsets[at] = name == NULL ? -1 : offset_of(type, name);
        fits = form->offsets[at] >= (Py_ssize_t)sizeof(PyObject) &&
               form->offsets[at] <= size - (Py_ssize_t)sizeof(PyObject *);
        for (int other = 0; other < at; other++)
            fits = fits && form->offsets[other] != form->offsets[at];
    }
    Py_XDECREF(fields);
    if (!fits) {
        PyErr_SetString(PyExc_LookupError, "a struct of another layout");
        return -1;
    }
    form->count = count;
    form->type = (PyTypeObject *)Py_NewRef(told);
    return 0;
}

static int walker_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {
        "library", "tags", "element", "block", "image", "marks_of", "hiding", "broken", "hidden", "own_line",
        "figure", "meta_marks", NULL,
    };
    Walker *walker = (Walker *)self;
    const char *library, *missing;
    PyObject *tags, *name, *told, *element, *block, *image, *marks, *hiding, *broken;
    unsigned long long hidden, own_line, figure, meta_marks;
    Py_ssize_t at = 0;
    if (walker->begun) {
        PyErr_SetString(PyExc_TypeError, "a walker is made once");
        return -1;
    }
    walker->begun = 1;
    if (!PyArg_ParseTupleAndKeywords(
            args, keywords, "$sO!OOOOOUKKKK", names, &library, &PyDict_Type, &tags, &element, &block, &image, &marks,
            &hiding, &broken, &hidden, &own_line, &figure, &meta_marks))
        return -1;
    if ((missing = find_lexbor(&walker->lexbor, library)) != NULL) {
        PyErr_Format(PyExc_LookupError, "the parser does not tell: %s", missing);
        return -1;
    }
    if (PyDict_GET_SIZE(tags) > TAG_SLOTS / 2) {
        PyErr_SetString(PyExc_ValueError, "too many tags");
        return -1;
    }
    while (PyDict_Next(tags, &at, &name, &told))
        if (add_tag(walker, name, told) < 0)
            return -1;
    for (int which = 0; which < ATTRIBUTES; which++)
        if ((walker->keys[which] = PyUnicode_InternFromString(attribute_names[which])) == NULL)
            return -1;
    walker->hidden = hidden;
    walker->own_line = own_line;
    walker->figure = figure;
    walker->meta_marks = meta_marks;
    if (know(&walker->block, block, 9) < 0 || know(&walker->image, image, 4) < 0)
        return -1;
    walker->marks_of = Py_NewRef(marks);
    walker->hiding = Py_NewRef(hiding);
    walker->broken = Py_NewRef(broken);
    walker->blank = PyUnicode_InternFromString(" ");
    walker->ask = PyUnicode_InternFromString("ask");
    walker->script = PyUnicode_InternFromString("read_script");
    walker->lower = PyUnicode_InternFromString("lower");
    walker->strip = PyUnicode_InternFromString("strip");
    walker->parts = PyUnicode_InternFromString("parts_of");
    walker->titled = PyUnicode_InternFromString("read_title");
    walker->flags_name = PyUnicode_InternFromString("flags");
    walker->linked_data = PyUnicode_InternFromString("ld+json");
    walker->program = PyUnicode_InternFromString("javascript");
    return PyErr_Occurred() ? -1 : know(&walker->element, element, 9);
}

static void walker_free(PyObject *self)
{
    Walker *walker = (Walker *)self;
    for (int slot = 0; slot < TAG_SLOTS; slot++)
        Py_XDECREF(walker->tags[slot].name);
    for (int slot = 0; slot < NAME_SLOTS; slot++)
        Py_XDECREF(walker->names[slot].lower);
    for (int slot = 0; slot < WORDS_SLOTS; slot++)
        Py_XDECREF(walker->met[slot].words);
    for (int slot = 0; slot < STYLE_SLOTS; slot++)
        Py_XDECREF(walker->styles[slot].words);
    for (int slot = 0; slot < MARKS_SLOTS; slot++)
        Py_XDECREF(walker->marks[slot].number);
    for (int slot = 0; slot < ALONE_SLOTS; slot++) {
        Py_XDECREF(walker->alone[slot].value);
        Py_XDECREF(walker->alone[slot].kept);
    }
    for (int number = 0; number < KEPT_NUMBERS; number++)
        Py_XDECREF(walker->numbers[number]);
    for (int which = 0; which < ATTRIBUTES; which++)
        Py_XDECREF(walker->keys[which]);
    PyObject *owned[] = {
        (PyObject *)walker->element.type, (PyObject *)walker->block.type, (PyObject *)walker->image.type,
        walker->marks_of, walker->hiding, walker->broken, walker->blank, walker->ask, walker->script, walker->lower, walker->strip, walker->parts, walker->titled,
        walker->flags_name, walker->linked_data, walker->program,
    };
    for (size_t place = 0; place < sizeof owned / sizeof *owned; place++)
        Py_XDECREF(owned[place]);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef walker_methods[] = {
    {"walk", walker_walk, METH_VARARGS, walk_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject WalkerType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Walker",
    .tp_basicsize = sizeof(Walker),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Walks pages; made once a process."),
    .tp_new = PyType_GenericNew,
    .tp_init = walker_init,
    .tp_dealloc = walker_free,
    .tp_methods = walker_methods,
};
