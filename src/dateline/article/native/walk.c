#include "walking.h"

#include <string.h>

static const Tag *find_tag(const Walker *walker, const Byte *bytes, size_t length)
{
    if (length >= LONGEST_TAG)
        return NULL;
    for (unsigned slot = hash_of(bytes, length) % TAG_SLOTS;; slot = (slot + 1) % TAG_SLOTS) {
        const Tag *tag = &walker->tags[slot];
        if (tag->name == NULL)
            return NULL;
        if (tag->length == length && memcmp(tag->bytes, bytes, length) == 0)
            return tag;
    }
}

/* ---- text ---- */

static int is_blank(PyObject *text)
{
    int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    for (Py_ssize_t at = 0, length = PyUnicode_GET_LENGTH(text); at < length; at++)
        if (!Py_UNICODE_ISSPACE(PyUnicode_READ(kind, letters, at)))
            return 0;
    return 1;
}

/* The bytes of a text node, in the parser's tree where they are known to lie as `TextNode` has them. copy: to be freed. */
static const Byte *bytes_of(Walk *walk, Node *node, size_t *length, Byte **copy)
{
    Walker *walker = walk->walker;
    const TextNode *own = node;
    *copy = NULL;
    if (walker->laid_out > 0) {
        *length = own->length;
        return own->bytes;
    }
    *copy = walker->lexbor.text(node, length);
    if (walker->laid_out == 0 && *copy != NULL && *length > 0) {
        int fits = own->type == TEXT_NODE && own->length == *length && memcmp(own->bytes, *copy, *length) == 0;
        walker->laid_out = fits ? 1 : -1;
    }
    return *copy;
}

static void free_copy(Walk *walk, Byte *copy)
{
    if (copy != NULL)
        walk->walker->lexbor.free_text(walk->document, copy);
}

/* How many bytes of ASCII white space a text begins with: most of it are line breaks with spaces behind them. */
static size_t count_gap(const Byte *bytes, size_t length)
{
    static const char spaces[] = "        ";
    size_t at = 0, step = sizeof spaces - 1;
    while (at < length && bytes[at] < 0x80 && Py_UNICODE_ISSPACE(bytes[at]))
        if (bytes[at++] == '\n')
            while (length - at >= step && memcmp(bytes + at, spaces, step) == 0)
                at += step;
    return at;
}

/* The text of a node, a new reference; None where it has none. blank: whether it is ASCII white space, of which no text is
 * made; -1 where it begins with other letters, perhaps behind such. */
static PyObject *text_of(Walk *walk, Node *node, int *blank)
{
    size_t length = 0;
    Byte *copy;
    const Byte *bytes = bytes_of(walk, node, &length, &copy);
    PyObject *text;
    if (bytes == NULL)
        return Py_NewRef(Py_None);
    if (blank != NULL) {
        size_t at = count_gap(bytes, length);
        *blank = at == length ? 1 : bytes[at] < 0x80 ? 0 : -1;
    }
    text = blank != NULL && *blank > 0 ? Py_NewRef(Py_None) : decode(bytes, length);
    free_copy(walk, copy);
    return text;
}

static int read_text(Walk *walk, Node *node, Py_ssize_t here, Py_ssize_t block, int flags)
{
    if (here < 0)
        return UNKNOWN;
    int within = flags & COVERED && walk->has_text && block == walk->container;
    if (!(flags & HIDDEN) && !(within && !(walk->known[block].flags & COVERED))) {
        int blank = 0;
        PyObject *text = text_of(walk, node, &blank);
        if (text == NULL)
            return FAILED;
        if (text == Py_None || (blank < 0 && is_blank(text))) {
            Py_DECREF(text);
            if (walk->piece_count && block == walk->container)
                return add_piece(walk, Py_NewRef(walk->walker->blank), here, 1);
            return FINE;
        }
        if (block != walk->container) {
            if (walk->has_text && flush(walk) < 0) {
                Py_DECREF(text);
                return FAILED;
            }
            clear_pieces(walk);
            walk->container = block;
        }
        walk->has_text = 1;
        return add_piece(walk, text, here, 0);
    }
    if (!walk->titled && walk->known[here].is & IS_TITLE) {
        PyObject *text = text_of(walk, node, NULL), *number = number_of(walk->walker, here), *told = NULL;
        if (text != NULL && number != NULL) {
            PyObject *called[] = {walk->state, number, text};
            told = PyObject_VectorcallMethod(walk->walker->titled, called, 3, NULL);
        }
        Py_XDECREF(text);
        Py_XDECREF(number);
        if (told == NULL)
            return FAILED;
        walk->titled = PyObject_IsTrue(told);
        Py_DECREF(told);
        return walk->titled < 0 ? FAILED : FINE;
    }
    return FINE;
}

/* ---- elements ---- */

static int in_figure(const Walk *walk, Py_ssize_t at)
{
    for (int step = 0; step < 3 && at >= 0; step++) {
        if (walk->known[at].is & IS_FIGURE || walk->known[at].marks & walk->walker->figure)
            return 1;
        at = walk->known[at].parent;
    }
    return 0;
}

/* Two links or buttons without white space between them still print apart. */
static int make_gap(Walk *walk, Py_ssize_t here)
{
    if (walk->piece_count == 0)
        return FINE;
    Py_ssize_t owner = walk->pieces[walk->piece_count - 1].owner;
    if (owner >= 0 && (walk->known[owner].flags & LINK || walk->known[owner].is & IS_BUTTON))
        return add_piece(walk, Py_NewRef(walk->walker->blank), here, 1);
    return FINE;
}

static int make_break(Walk *walk)
{
    Py_ssize_t count = walk->piece_count;
    if (count == 0)
        return FINE;
    const Piece *last = &walk->pieces[count - 1];
    if (last->owner == -1 || (last->blank && count > 1 && last[-1].owner == -1))
        return flush(walk);
    walk->broken = 1;
    return add_piece(walk, Py_NewRef(walk->walker->broken), -1, 0);
}

/* Whether an address is that of a picture itself. */
static int is_data(const Value *address)
{
    static const char sign[] = "data:";
    for (size_t at = 0; at < 5; at++)
        if (at >= address->size || (address->bytes[at] | (sign[at] == ':' ? 0 : 0x20)) != sign[at])
            return 0;
    return 1;
}

static int add_image(Walk *walk, const Told *told, PyObject *number)
{
    Value address = value_of(told, SRC);
    if (address.size == 0 || is_data(&address))
        address = value_of(told, DATA_SRC);
    PyObject *values[4] = {
        Py_NewRef(number), number_of(walk->walker, PyList_GET_SIZE(walk->blocks) + walk->has_text), text_of_value(address),
        text_of_value(value_of(told, ALT)),
    };
    return append_new(walk->images, make(&walk->walker->image, values));
}

static int call_state(Walk *walk, PyObject *method, PyObject *first, PyObject *second, PyObject *third)
{
    PyObject *called[] = {walk->state, first, second, third};
    PyObject *result = PyObject_VectorcallMethod(method, called, 4, NULL);
    Py_XDECREF(result);
    return result == NULL ? FAILED : FINE;
}

/* The value of the first of these attributes that is not empty; of the last where all are. */
static Value first_of(const Told *told, const int *which, int count)
{
    Value value = {0};
    for (int at = 0; at < count && value.size == 0; at++)
        value = value_of(told, which[at]);
    return value;
}

/* A name in lower case without white space around it, a new reference. */
static PyObject *bare_name(Walk *walk, Value name)
{
    PyObject *lower = lowered(walk->walker, name);
    PyObject *bare = lower == NULL ? NULL : PyObject_CallMethodNoArgs(lower, walk->walker->strip);
    Py_XDECREF(lower);
    return bare;
}

/* Append a tuple of these two or, with a third, three; takes all references, and fails where the others are NULL. */
static int append_tuple(PyObject *list, PyObject *first, PyObject *second, PyObject *third)
{
    PyObject *tuple = NULL;
    if (first != NULL && second != NULL)
        tuple = third == NULL ? PyTuple_Pack(2, first, second) : PyTuple_Pack(3, first, second, third);
    Py_XDECREF(first);
    Py_XDECREF(second);
    Py_XDECREF(third);
    return append_new(list, tuple);
}

/* What an element tells of the page, or as an item's property, as `read._Walk.read_meta` has it. */
static int read_meta(Walk *walk, const Told *told, PyObject *number, int is_meta)
{
    static const int names[] = {PROPERTY, NAME, EQUIV}, values[] = {CONTENT, DATETIME};
    Value value = first_of(told, values, 2), name = first_of(told, names, 3), item = value_of(told, ITEMPROP);
    if (is_meta && name.size != 0 && value.size != 0 &&
        append_tuple(walk->metas, bare_name(walk, name), text_of_value(value), NULL) < 0)
        return FAILED;
    if (item.size != 0)
        return append_tuple(walk->items, bare_name(walk, item), text_of_value(value), Py_NewRef(number));
    return FINE;
}

static int read_link(Walk *walk, const Told *told)
{
    Value href = value_of(told, HREF);
    if (href.size == 0 || has(told, ITEMPROP))
        return FINE;
    return append_tuple(walk->links, lowered(walk->walker, value_of(told, REL)), text_of_value(href), NULL);
}

/* Longer scripts print no date: `read._LONGEST_CALL`, in characters. */
enum { LONGEST_CALL = 160 };

/* Whether a script that is not marked as data can be left unread: too long to print a date, and it opens as no data do. */
static int is_program(const Byte *bytes, size_t length, int typed)
{
    size_t at = 0, characters = 0;
    for (size_t place = 0; characters <= LONGEST_CALL && place < length; place++)
        characters += (bytes[place] & 0xC0) != 0x80;
    if (characters <= LONGEST_CALL)
        return 0;
    while (at < length && bytes[at] < 0x80 && Py_UNICODE_ISSPACE(bytes[at]))
        at++;
    return typed || (at < length && bytes[at] < 0x80 && bytes[at] != '[' && bytes[at] != '{');
}

/* A script's text, where the Python walk reads scripts of its kind. */
static int read_script(Walk *walk, Node *node, const Told *told, PyObject *number)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    Node *child = lexbor->first_child(node);
    if (child == NULL)
        return FINE;
    PyObject *kind = lowered(walk->walker, value_of(told, TYPE)), *text = NULL;
    if (kind == NULL)
        return FAILED;
    int typed = PyUnicode_GET_LENGTH(kind) > 0, data = typed ? PyUnicode_Contains(kind, walk->walker->linked_data) : 0, result = FINE;
    int program = typed && data == 0 ? PyUnicode_Contains(kind, walk->walker->program) : 0;
    if (data < 0 || program < 0)
        result = FAILED;
    else if (!typed || data || program)
        result = lexbor->type(child) == TEXT_NODE ? FINE : UNKNOWN;
    if (result == FINE && (!typed || data || program)) {
        size_t length = 0;
        Byte *copy;
        const Byte *bytes = bytes_of(walk, child, &length, &copy);
        if (bytes != NULL && (data || !is_program(bytes, length, program))) {
            text = decode(bytes, length);
            result = text == NULL ? FAILED : call_state(walk, walk->walker->script, kind, text, number);
            Py_XDECREF(text);
        }
        free_copy(walk, copy);
    }
    Py_DECREF(kind);
    return result;
}

/* Ask the Python walk, with all attributes, and note the flags that the element has then. */
static int ask_python(Walk *walk, Node *node, PyObject *name, PyObject *number, Py_ssize_t here)
{
    PyObject *attributes = all_attributes(walk, node);
    int failed = attributes == NULL ? FAILED : call_state(walk, walk->walker->ask, name, attributes, number);
    Py_XDECREF(attributes);
    PyObject *element = failed == FINE ? PyList_GetItem(walk->elements, here) : NULL;
    PyObject *flags = element == NULL ? NULL : PyObject_GetAttr(element, walk->walker->flags_name);
    if (flags == NULL)
        return FAILED;
    walk->known[here].flags = (int)PyLong_AsLong(flags);
    Py_DECREF(flags);
    return PyErr_Occurred() ? FAILED : FINE;
}

/* What an element tells or does besides holding text. */
static int ask(Walk *walk, Node *node, const Tag *tag, PyObject *name, const Told *told, Py_ssize_t here)
{
    PyObject *number = number_of(walk->walker, here);
    int is = tag == NULL ? 0 : tag->is, failed = FINE, shown = !(walk->known[here].flags & HIDDEN);
    int item = has(told, ITEMPROP);
    if (number == NULL)
        return FAILED;
    if (is & IS_A) {
        failed = shown && has(told, HREF) ? make_gap(walk, here) : FINE;
    } else if (is & IS_IMG) {
        failed = shown ? add_image(walk, told, number) : FINE;
    } else if (is & IS_BR) {
        failed = make_break(walk);
        item = 0;
    } else if (is & IS_SCRIPT) {
        failed = read_script(walk, node, told, number);
    } else if (is & IS_BUTTON) {
        failed = make_gap(walk, here);
    } else if (is & IS_META) {
        item = 1; /* read there, too, where it is none */
    } else if (is & IS_LINK) {
        failed = read_link(walk, told);
    } else if (tag != NULL && tag->asks) {
        failed = ask_python(walk, node, name, number, here);
        item = 0;
    }
    if (failed == FINE && item)
        failed = read_meta(walk, told, number, is & IS_META);
    Py_DECREF(number);
    return failed;
}

typedef struct {
    Py_ssize_t here, depth, block;
    int flags;
} Place;

/* One element: what it tells is noted. inner: where its content stands; holds: whether that is read. */
static int read_element(Walk *walk, Node *node, const Place *place, Place *inner, int *holds)
{
    Walker *walker = walk->walker;
    size_t length = 0;
    const Byte *bytes = walker->lexbor.tag(node, &length);
    if (bytes == NULL || length == 0 || walk->count >= INT32_MAX)
        return UNKNOWN;
    const Tag *tag = find_tag(walker, bytes, length);
    int result = FAILED, asks = tag != NULL && tag->asks, is = tag == NULL ? 0 : tag->is, contained = tag && tag->inside;
    PyObject *name = tag == NULL ? decode(bytes, length) : Py_NewRef(tag->name);
    Told told;
    if (tag == NULL || memchr(bytes, '-', length) != NULL)
        contained |= memchr(bytes, '-', length) != NULL && place->here >= 0 &&
                     walk->known[place->block].is & IS_PHRASING;
    if (name == NULL || read_attributes(walk, node, asks, &told) < 0) {
        Py_XDECREF(name);
        return FAILED;
    }
    uint64_t marks = told.marks;
    int flags = place->flags | (tag == NULL ? 0 : tag->flags);
    if (!(place->flags & (HIDDEN | COVERED)) && !(is & IS_ROOT)) {
        int covered = covers(walk, &told);
        if (covered < 0)
            goto done;
        flags |= covered ? COVERED : 0;
    }
    if (is & IS_A && has(&told, HREF))
        flags |= LINK;
    if (place->here < 0 || (contained && marks & walker->own_line && in_figure(walk, place->here)))
        contained = 0;
    Py_ssize_t number = walk->count, home = contained ? place->block : number;
    marks |= tag == NULL ? 0 : tag->marks;
    if (make_room((void **)&walk->known, walk->count, &walk->room, sizeof(Known)) < 0)
        goto done;
    PyObject *values[9] = {
        Py_NewRef(name), number_of(walker, place->here), number_of(walker, place->depth + 1), marks_number(walker, marks),
        number_of(walker, flags), number_of(walker, home), Py_NewRef(told.classes), Py_NewRef(told.kept),
        Py_NewRef(told.href),
    };
    if (append_new(walk->elements, make(&walker->element, values)) < 0)
        goto done;
    walk->known[walk->count++] = (Known){marks, place->here, flags, is};
    if (asks || has(&told, ITEMPROP)) {
        int failed = ask(walk, node, tag, name, &told, number);
        if (failed != FINE) {
            result = failed;
            goto done;
        }
    }
    flags = walk->known[number].flags;
    *inner = (Place){number, place->depth + 1, home, flags};
    *holds = tag == NULL || tag->holds;
    if (!contained && !(flags & HIDDEN)) {
        if (walk->has_text) {
            if (flush(walk) < 0)
                goto done;
            if (PyList_GET_SIZE(walk->blocks) > walk->most_blocks) {
                result = PyObject_SetAttrString(walk->markup, "cut", Py_True) < 0 ? FAILED : FINE;
                inner->here = -1; /* nothing more is read */
                goto done;
            }
        }
        clear_pieces(walk);
        walk->container = -1;
    }
    result = FINE;
done:
    Py_DECREF(name);
    Py_DECREF(told.classes);
    Py_DECREF(told.kept);
    Py_DECREF(told.href);
    return result;
}

int walk_on(Walk *walk, Node *node)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    Place place = {-1, -1, 0, 0};
    while (node != NULL) {
        int type = lexbor->type(node), failed = FINE;
        if (type == TEXT_NODE) {
            failed = read_text(walk, node, place.here, place.block, place.flags);
        } else if (type == ELEMENT_NODE) {
            Place inner;
            int holds = 0;
            failed = read_element(walk, node, &place, &inner, &holds);
            if (failed == FINE && inner.here < 0)
                break;
            Node *child = failed == FINE && holds ? lexbor->first_child(node) : NULL;
            if (child != NULL) {
                if (make_room((void **)&walk->around, walk->around_count, &walk->around_room, sizeof(Around)) < 0)
                    return FAILED;
                walk->around[walk->around_count++] = (Around){node, place.here, place.block, place.flags};
                place = inner;
                node = child;
                continue;
            }
        } else if (type != COMMENT_NODE && type != DOCTYPE_NODE) {
            failed = UNKNOWN;
        }
        if (failed != FINE)
            return failed;
        Node *following = lexbor->next(node);
        while (following == NULL && walk->around_count > 0) {
            const Around *around = &walk->around[--walk->around_count];
            node = around->node;
            place = (Place){around->here, place.depth - 1, around->block, around->flags};
            following = lexbor->next(node);
        }
        node = following;
    }
    return flush(walk);
}
