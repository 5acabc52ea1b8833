#include "walk.h"

#include <string.h>

const char *const attribute_names[ATTRIBUTES] = {
    "class", "id", "role", "itemprop", "data-component", "hidden", "style", "rel", "href", "src", "data-src", "alt",
    "type", "property", "name", "http-equiv", "content", "datetime",
};

unsigned hash_of(const Byte *bytes, size_t length)
{
    unsigned hash = 2166136261u;
    for (size_t at = 0; at < length; at++)
        hash = (hash ^ bytes[at]) * 16777619u;
    return hash ^ hash >> 15;
}

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

/* The text of a node, a new reference; None where it has none. blank: told of ASCII white space, of which none is made. */
static PyObject *text_of(Walk *walk, Node *node, int *blank)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    size_t length = 0, at = 0;
    Byte *bytes = lexbor->text(node, &length);
    PyObject *text;
    if (bytes == NULL)
        return Py_NewRef(Py_None);
    if (blank != NULL) {
        while (at < length && bytes[at] < 0x80 && Py_UNICODE_ISSPACE(bytes[at]))
            at++;
        *blank = at == length;
    }
    if ((blank != NULL && *blank) || length > PY_SSIZE_T_MAX / 2)
        text = Py_NewRef(Py_None);
    else
        text = PyUnicode_DecodeUTF8((const char *)bytes, (Py_ssize_t)length, "replace");
    lexbor->free_text(walk->document, bytes);
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
        if (text == Py_None || is_blank(text)) {
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
        PyObject *text = text_of(walk, node, NULL), *number = PyLong_FromSsize_t(here), *told = NULL;
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

/* The attributes of an element: those that the walk asks for, borrowed from `dict` or owned in `classes`. */
typedef struct {
    PyObject *classes; /* new reference; NULL where there is none, or no value */
    PyObject *dict;    /* all of them, a new reference, where they are kept */
    int telling, has_hidden, has_itemprop, has_style, has_words;
} Told;

static PyObject *decode(const Byte *bytes, size_t length)
{
    if (length > PY_SSIZE_T_MAX / 2)
        return PyErr_NoMemory();
    return PyUnicode_DecodeUTF8((const char *)bytes, (Py_ssize_t)length, "replace");
}

/* An attribute's name as a string, a new reference. */
static PyObject *name_of(Walker *walker, const Byte *bytes, size_t length)
{
    if (length == 0 || length >= LONGEST_TAG)
        return decode(bytes, length);
    Name *name = &walker->names[hash_of(bytes, length) % NAME_SLOTS];
    if (name->name != NULL && name->length == length && memcmp(name->bytes, bytes, length) == 0)
        return Py_NewRef(name->name);
    PyObject *text = decode(bytes, length);
    if (text != NULL) {
        Py_XSETREF(name->name, Py_NewRef(text));
        name->length = (unsigned)length;
        memcpy(name->bytes, bytes, length);
    }
    return text;
}

static int is_named(const Byte *bytes, size_t length, int which)
{
    return strlen(attribute_names[which]) == length && memcmp(bytes, attribute_names[which], length) == 0;
}

/* Which of the tellers an attribute is; CLASS for the class, ATTRIBUTES for none of them. */
static int which_of(const Byte *bytes, size_t length)
{
    static const int by_letter[26] = {
        ['c' - 'a'] = 1 + CLASS, ['i' - 'a'] = 1 + ID, ['d' - 'a'] = 1 + COMPONENT, ['h' - 'a'] = 1 + HIDING,
        ['s' - 'a'] = 1 + STYLE, ['r' - 'a'] = 1 + ROLE,
    };
    if (length < 2 || bytes[0] < 'a' || bytes[0] > 'z')
        return ATTRIBUTES;
    int which = by_letter[bytes[0] - 'a'] - 1;
    if (which < 0)
        return ATTRIBUTES;
    if (is_named(bytes, length, which))
        return which;
    if (which == ID && is_named(bytes, length, ITEMPROP))
        return ITEMPROP;
    if (which == ROLE && is_named(bytes, length, REL))
        return REL;
    return ATTRIBUTES;
}

static int fill_dict(Walk *walk, Node *node, PyObject *dict)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    for (Attribute *each = lexbor->first_attribute(node); each != NULL; each = lexbor->next_attribute(each)) {
        size_t length = 0, size = 0;
        const Byte *bytes = lexbor->name(each, &length), *told = lexbor->value(each, &size);
        PyObject *name = name_of(walk->walker, bytes, length);
        PyObject *value = told == NULL ? Py_NewRef(Py_None) : decode(told, size);
        int failed = name == NULL || value == NULL || PyDict_SetItem(dict, name, value) < 0;
        Py_XDECREF(name);
        Py_XDECREF(value);
        if (failed)
            return FAILED;
    }
    return FINE;
}

static int read_attributes(Walk *walk, Node *node, int asks, Told *told)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    const Byte *classes = NULL;
    size_t size = 0;
    *told = (Told){0};
    for (Attribute *each = lexbor->first_attribute(node); each != NULL; each = lexbor->next_attribute(each)) {
        size_t length = 0;
        const Byte *bytes = lexbor->name(each, &length);
        int which = which_of(bytes, length);
        if (which == CLASS) {
            classes = lexbor->value(each, &size);
        } else if (which != ATTRIBUTES) {
            told->telling = 1;
            told->has_hidden |= which == HIDING;
            told->has_itemprop |= which == ITEMPROP;
            told->has_style |= which == STYLE;
            told->has_words |= which == ROLE || which == ITEMPROP || which == COMPONENT;
        }
    }
    if (asks || told->telling) {
        told->dict = PyDict_New();
        if (told->dict == NULL || fill_dict(walk, node, told->dict) < 0)
            return FAILED;
        PyObject *value = PyDict_GetItemWithError(told->dict, walk->walker->keys[CLASS]);
        if (value == NULL && PyErr_Occurred())
            return FAILED;
        told->classes = value == NULL || value == Py_None ? NULL : Py_NewRef(value);
    } else if (classes != NULL) {
        told->classes = decode(classes, size);
        if (told->classes == NULL)
            return FAILED;
    }
    return FINE;
}

/* The value of an attribute that is kept, borrowed; None where it has none, NULL with an error set on one. */
static PyObject *kept(Walk *walk, PyObject *dict, int which)
{
    PyObject *value = PyDict_GetItemWithError(dict, walk->walker->keys[which]);
    return value != NULL || PyErr_Occurred() ? value : Py_None;
}

static int is_empty(PyObject *text)
{
    return text == Py_None || PyUnicode_GET_LENGTH(text) == 0;
}

/* The words of all attributes that say what an element is for, as `blocks._words_of` has them: a new reference. */
static PyObject *words_of(Walk *walk, const Told *told)
{
    static const int others[] = {ROLE, ITEMPROP, COMPONENT};
    PyObject *words = Py_NewRef(told->classes == NULL ? Py_None : told->classes);
    if (!told->telling)
        return words;
    PyObject *id = kept(walk, told->dict, ID);
    if (id == NULL)
        goto failed;
    if (!is_empty(id)) {
        Py_SETREF(words, PyUnicode_FromFormat("%S %U", words, id));
        if (words == NULL)
            return NULL;
    }
    if (!told->has_words)
        return words;
    if (words == Py_None)
        Py_SETREF(words, PyUnicode_FromStringAndSize(NULL, 0));
    for (int place = 0; words != NULL && place < 3; place++) {
        PyObject *more = kept(walk, told->dict, others[place]);
        if (more == NULL)
            goto failed;
        if (!is_empty(more))
            Py_SETREF(words, is_empty(words) ? Py_NewRef(more) : PyUnicode_FromFormat("%U %U", words, more));
    }
    return words;
failed:
    Py_DECREF(words);
    return NULL;
}

/* The marks of an element's words; UINT64_MAX with an error set where there is one. */
static uint64_t marks_of(Walk *walk, const Told *told)
{
    PyObject *words = words_of(walk, told);
    if (words == NULL)
        return UINT64_MAX;
    if (is_empty(words)) {
        Py_DECREF(words);
        return 0;
    }
    PyObject *found = PyObject_CallOneArg(walk->walker->marks_of, words);
    Py_DECREF(words);
    if (found == NULL)
        return UINT64_MAX;
    uint64_t marks = PyLong_AsUnsignedLongLong(found);
    Py_DECREF(found);
    return marks;
}

/* Whether an element is hidden until a script shows it; -1 on an error. */
static int covers(Walk *walk, const Told *told, uint64_t marks)
{
    if (marks & walk->walker->hidden || told->has_hidden)
        return 1;
    if (!told->has_style)
        return 0;
    PyObject *style = PyDict_GetItemWithError(told->dict, walk->walker->keys[STYLE]);
    if (style == NULL)
        return PyErr_Occurred() ? -1 : 0;
    if (!PyUnicode_Check(style) || PyUnicode_GET_LENGTH(style) == 0)
        return 0;
    PyObject *found = PyObject_CallOneArg(walk->walker->hiding, style);
    if (found == NULL)
        return -1;
    int hides = found != Py_None;
    Py_DECREF(found);
    return hides;
}

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
static int is_data(PyObject *address)
{
    static const char sign[] = "data:";
    if (PyUnicode_GET_LENGTH(address) < 5)
        return 0;
    for (Py_ssize_t at = 0; at < 5; at++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(address, at);
        if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != (Py_UCS4)sign[at])
            return 0;
    }
    return 1;
}

static int add_image(Walk *walk, PyObject *dict, PyObject *number)
{
    PyObject *address = kept(walk, dict, SRC), *alt = kept(walk, dict, ALT);
    if (address != NULL && (!PyUnicode_Check(address) || PyUnicode_GET_LENGTH(address) == 0 || is_data(address)))
        address = kept(walk, dict, DATA_SRC);
    if (address == NULL || alt == NULL)
        return FAILED;
    PyObject *values[] = {
        Py_NewRef(number), PyLong_FromSsize_t(PyList_GET_SIZE(walk->blocks) + walk->has_text), Py_NewRef(address),
        Py_NewRef(alt),
    };
    return append_new(walk->images, call_with(walk->walker->image, values, 4));
}

static int call_state(Walk *walk, PyObject *method, PyObject *first, PyObject *second, PyObject *third)
{
    PyObject *called[] = {walk->state, first, second, third};
    PyObject *result = PyObject_VectorcallMethod(method, called, third == NULL ? 3 : 4, NULL);
    Py_XDECREF(result);
    return result == NULL ? FAILED : FINE;
}

/* The value of the first of these attributes that is not empty, borrowed; None where all are, NULL on an error. */
static PyObject *first_of(Walk *walk, PyObject *dict, const int *which, int count)
{
    PyObject *value = Py_None;
    for (int at = 0; at < count; at++) {
        value = kept(walk, dict, which[at]);
        if (value == NULL || !is_empty(value))
            return value;
    }
    return Py_None;
}

/* A text in lower case, a new reference; stripped first where that is asked for. Empty where it is None. */
static PyObject *lowered(Walk *walk, PyObject *text, int strip)
{
    if (text == Py_None)
        return PyUnicode_FromStringAndSize(NULL, 0);
    PyObject *bare = strip ? PyObject_CallMethodNoArgs(text, walk->walker->strip) : Py_NewRef(text);
    PyObject *lower = bare == NULL ? NULL : PyObject_CallMethodNoArgs(bare, walk->walker->lower);
    Py_XDECREF(bare);
    return lower;
}

/* What an element tells of the page, or as an item's property, as `blocks._Walk.read_meta` has it. */
static int read_meta(Walk *walk, PyObject *dict, PyObject *number, int is_meta)
{
    static const int names[] = {PROPERTY, NAME, EQUIV};
    PyObject *content = kept(walk, dict, CONTENT), *value = NULL, *item = kept(walk, dict, ITEMPROP);
    if (content == NULL || item == NULL)
        return FAILED;
    value = is_empty(content) ? kept(walk, dict, DATETIME) : content;
    if (value == NULL)
        return FAILED;
    if (is_meta) {
        PyObject *name = first_of(walk, dict, names, 3);
        if (name == NULL)
            return FAILED;
        if (name != Py_None && !is_empty(value)) {
            PyObject *lower = lowered(walk, name, 1);
            if (append_new(walk->metas, lower == NULL ? NULL : PyTuple_Pack(2, lower, value)) < 0) {
                Py_XDECREF(lower);
                return FAILED;
            }
            Py_DECREF(lower);
        }
    }
    if (!is_empty(item)) {
        PyObject *lower = lowered(walk, item, 1);
        int failed = append_new(walk->items, lower == NULL ? NULL : PyTuple_Pack(3, lower, value, number));
        Py_XDECREF(lower);
        return failed;
    }
    return FINE;
}

static int read_link(Walk *walk, PyObject *dict, int itemprop)
{
    PyObject *href = kept(walk, dict, HREF), *rel = kept(walk, dict, REL);
    if (href == NULL || rel == NULL)
        return FAILED;
    if (is_empty(href) || itemprop)
        return FINE;
    PyObject *lower = lowered(walk, rel, 0);
    int failed = append_new(walk->links, lower == NULL ? NULL : PyTuple_Pack(2, lower, href));
    Py_XDECREF(lower);
    return failed;
}

static int contains(PyObject *text, const char *word)
{
    PyObject *sought = PyUnicode_InternFromString(word);
    int found = sought == NULL ? -1 : PyUnicode_Contains(text, sought);
    Py_XDECREF(sought);
    return found;
}

/* Longer scripts print no date: `blocks._LONGEST_CALL` characters of four bytes each at most. */
enum { LONGEST_CALL = 160 * 4 };

/* Whether a script that is not marked as data can be left unread: too long to print a date, and it opens as no data do. */
static int is_program(const Byte *bytes, size_t length, int typed)
{
    size_t at = 0;
    if (length <= LONGEST_CALL)
        return 0;
    while (at < length && bytes[at] < 0x80 && Py_UNICODE_ISSPACE(bytes[at]))
        at++;
    return typed || (at < length && bytes[at] < 0x80 && bytes[at] != '[' && bytes[at] != '{');
}

/* A script's text, where the Python walk reads scripts of its kind. */
static int read_script(Walk *walk, Node *node, PyObject *dict, PyObject *number)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    Node *child = lexbor->first_child(node);
    PyObject *type = child == NULL ? NULL : kept(walk, dict, TYPE);
    if (type == NULL)
        return child == NULL ? FINE : FAILED;
    PyObject *kind = lowered(walk, type, 0);
    if (kind == NULL)
        return FAILED;
    int typed = !is_empty(kind), data = typed ? contains(kind, "ld+json") : 0;
    int program = typed && data == 0 ? contains(kind, "javascript") : 0;
    Py_DECREF(kind);
    if (data < 0 || program < 0)
        return FAILED;
    if (typed && !data && !program)
        return FINE;
    if (lexbor->type(child) != TEXT_NODE)
        return UNKNOWN;
    size_t length = 0;
    Byte *bytes = lexbor->text(child, &length);
    if (bytes == NULL || (!data && is_program(bytes, length, program))) {
        if (bytes != NULL)
            lexbor->free_text(walk->document, bytes);
        return FINE;
    }
    PyObject *text = decode(bytes, length);
    lexbor->free_text(walk->document, bytes);
    if (text == NULL)
        return FAILED;
    int failed = call_state(walk, walk->walker->script, dict, text, number);
    Py_DECREF(text);
    return failed;
}

/* What an element tells or does besides holding text. */
static int ask(Walk *walk, Node *node, const Tag *tag, PyObject *name, PyObject *dict, Py_ssize_t here, int itemprop)
{
    PyObject *number = PyLong_FromSsize_t(here);
    int is = tag == NULL ? 0 : tag->is, failed = FINE, shown = !(walk->known[here].flags & HIDDEN), done = 1;
    if (number == NULL)
        return FAILED;
    if (is & IS_A) {
        if (shown && walk->known[here].flags & LINK) {
            int own = PyDict_Contains(dict, walk->walker->keys[HREF]);
            failed = own < 0 ? FAILED : own ? make_gap(walk, here) : FINE;
        }
    } else if (is & IS_IMG) {
        failed = shown ? add_image(walk, dict, number) : FINE;
    } else if (is & IS_BR) {
        failed = make_break(walk);
        itemprop = 0;
    } else if (is & IS_SCRIPT) {
        failed = read_script(walk, node, dict, number);
    } else if (is & IS_BUTTON) {
        failed = make_gap(walk, here);
    } else if (is & IS_META) {
        itemprop = 1; /* read there, too, where it is none */
    } else if (is & IS_LINK) {
        failed = read_link(walk, dict, itemprop);
    } else {
        done = tag == NULL || !tag->asks;
    }
    if (failed == FINE && !done) {
        failed = call_state(walk, walk->walker->ask, name, dict, number);
        PyObject *element = failed == FINE ? PyList_GetItem(walk->elements, here) : NULL;
        PyObject *flags = element == NULL ? NULL : PyObject_GetAttr(element, walk->walker->flags_name);
        if (flags == NULL)
            failed = FAILED;
        else
            walk->known[here].flags = (int)PyLong_AsLong(flags);
        if (PyErr_Occurred())
            failed = FAILED;
        Py_XDECREF(flags);
    } else if (failed == FINE && itemprop) {
        failed = read_meta(walk, dict, number, is & IS_META);
    }
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
    if (read_attributes(walk, node, asks, &told) < 0 || name == NULL)
        goto done;
    uint64_t marks = marks_of(walk, &told);
    if (marks == UINT64_MAX && PyErr_Occurred())
        goto done;
    int flags = place->flags | (tag == NULL ? 0 : tag->flags);
    if (!(place->flags & (HIDDEN | COVERED)) && !(is & IS_ROOT)) {
        int covered = covers(walk, &told, marks);
        if (covered < 0)
            goto done;
        flags |= covered ? COVERED : 0;
    }
    if (is & IS_A && told.dict != NULL) {
        int leads = PyDict_Contains(told.dict, walker->keys[HREF]);
        if (leads < 0)
            goto done;
        flags |= leads ? LINK : 0;
    }
    if (place->here < 0 || (contained && marks & walker->own_line && in_figure(walk, place->here)))
        contained = 0;
    Py_ssize_t number = walk->count, home = contained ? place->block : number;
    marks |= tag == NULL ? 0 : tag->marks;
    if (make_room((void **)&walk->known, walk->count, &walk->room, sizeof(Known)) < 0)
        goto done;
    PyObject *values[] = {
        Py_NewRef(name), PyLong_FromSsize_t(place->here), PyLong_FromSsize_t(place->depth + 1),
        PyLong_FromUnsignedLongLong(marks), PyLong_FromLong(flags), PyLong_FromSsize_t(home),
        Py_NewRef(told.classes == NULL ? Py_None : told.classes), Py_NewRef(told.dict == NULL ? Py_None : told.dict),
    };
    if (append_new(walk->elements, call_with(walker->element, values, sizeof values / sizeof *values)) < 0)
        goto done;
    walk->known[walk->count++] = (Known){marks, place->here, flags, is};
    if (asks || told.has_itemprop) {
        int failed = ask(walk, node, tag, name, told.dict, number, told.has_itemprop);
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
    Py_XDECREF(name);
    Py_XDECREF(told.classes);
    Py_XDECREF(told.dict);
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
