/* What an element's attributes tell: those that the walk asks for, their words and marks, and those that are kept. */
#include "walking.h"

#include <string.h>

const char *const attribute_names[ATTRIBUTES] = {
    "class", "id", "role", "itemprop", "data-component", "hidden", "style", "rel", "href", "src", "data-src", "alt",
    "type", "property", "name", "http-equiv", "content", "datetime",
};

/* By their length, as the masks that `has` asks. */
static const uint32_t of_length[] = {
    [2] = 1 << ID, [3] = 1 << REL | 1 << SRC | 1 << ALT, [4] = 1 << ROLE | 1 << HREF | 1 << TYPE | 1 << NAME,
    [5] = 1 << CLASS | 1 << STYLE, [6] = 1 << HIDING, [7] = 1 << CONTENT,
    [8] = 1 << ITEMPROP | 1 << DATA_SRC | 1 << PROPERTY | 1 << DATETIME, [10] = 1 << EQUIV, [14] = 1 << COMPONENT,
};

/* `read._TELLERS`, and `markup.KEPT`, also in their order. */
enum { TELLERS = 1 << ID | 1 << ROLE | 1 << ITEMPROP | 1 << COMPONENT | 1 << HIDING | 1 << STYLE | 1 << REL };
enum { KEPT = 1 << ID | 1 << ROLE | 1 << ITEMPROP | 1 << REL };
static const int kept[] = {ID, ROLE, ITEMPROP, REL};

unsigned hash_of(const Byte *bytes, size_t length)
{
    static const uint64_t factor = 0x9E3779B97F4A7C15u;
    uint64_t hash = length, word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    for (word = 0; length > 0; length--)
        word = word << 8 | *bytes++;
    hash = (hash ^ word) * factor;
    return (unsigned)(hash >> 32);
}

static int is_ascii(const Byte *bytes, size_t length)
{
    uint64_t all = 0, word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        all |= word;
    }
    for (; length > 0; length--)
        all |= *bytes++;
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

PyObject *decode(const Byte *bytes, size_t length)
{
    if (length > PY_SSIZE_T_MAX / 2)
        return PyErr_NoMemory();
    if (length > 1 && is_ascii(bytes, length)) { /* Python keeps those of one letter */
        PyObject *text = PyUnicode_New((Py_ssize_t)length, 0x7F);
        if (text != NULL)
            memcpy(PyUnicode_1BYTE_DATA(text), bytes, length);
        return text;
    }
    return PyUnicode_DecodeUTF8((const char *)bytes, (Py_ssize_t)length, "replace");
}

PyObject *text_of_value(Value value)
{
    return value.bytes == NULL ? Py_NewRef(Py_None) : decode(value.bytes, value.size);
}

/* Whether a text of ASCII alone is these bytes. */
static int is_same(PyObject *text, const Byte *bytes, size_t length)
{
    return (size_t)PyUnicode_GET_LENGTH(text) == length && memcmp(PyUnicode_1BYTE_DATA(text), bytes, length) == 0;
}

PyObject *lowered(Walker *walker, Value value)
{
    if (value.size == 0)
        return PyUnicode_FromStringAndSize(NULL, 0);
    Name *name = &walker->names[hash_of(value.bytes, value.size) % NAME_SLOTS];
    if (name->lower != NULL && name->length == value.size && memcmp(name->bytes, value.bytes, value.size) == 0)
        return Py_NewRef(name->lower);
    PyObject *text = decode(value.bytes, value.size);
    PyObject *lower = text == NULL ? NULL : PyObject_CallMethodNoArgs(text, walker->lower);
    Py_XDECREF(text);
    if (lower != NULL && value.size < LONGEST_TAG) {
        Py_XSETREF(name->lower, Py_NewRef(lower));
        name->length = (unsigned)value.size;
        memcpy(name->bytes, value.bytes, value.size);
    }
    return lower;
}

PyObject *make_number(Walker *walker, Py_ssize_t number)
{
    if (number < 0 || number >= KEPT_NUMBERS)
        return PyLong_FromSsize_t(number);
    walker->numbers[number] = PyLong_FromSsize_t(number);
    return Py_XNewRef(walker->numbers[number]);
}

PyObject *marks_number(Walker *walker, uint64_t marks)
{
    if (marks == 0)
        return number_of(walker, 0);
    Marks *known = &walker->marks[marks * 0x9E3779B97F4A7C15u >> 32 & (MARKS_SLOTS - 1)];
    if (known->number == NULL || known->marks != marks) {
        PyObject *number = PyLong_FromUnsignedLongLong(marks);
        if (number == NULL)
            return NULL;
        Py_XSETREF(known->number, number);
        known->marks = marks;
    }
    return Py_NewRef(known->number);
}

/* ---- words ---- */

/* The marks of words; FAILED with an error set. */
static int ask_marks(Walk *walk, PyObject *words, uint64_t *marks)
{
    *marks = 0;
    if (PyUnicode_GET_LENGTH(words) == 0)
        return FINE;
    PyObject *found = PyObject_CallOneArg(walk->walker->marks_of, words);
    if (found == NULL)
        return FAILED;
    *marks = PyLong_AsUnsignedLongLong(found);
    Py_DECREF(found);
    return PyErr_Occurred() ? FAILED : FINE;
}

/* Words as a text, a new reference, and their marks: from those met before, of which the last of each slot stays. */
static PyObject *read_words(Walk *walk, const Byte *bytes, size_t size, uint64_t *marks)
{
    Walker *walker = walk->walker;
    WordsMet *met = &walker->met[hash_of(bytes, size) % WORDS_SLOTS];
    if (met->words != NULL && is_same(met->words, bytes, size)) {
        *marks = met->marks;
        return Py_NewRef(met->words);
    }
    PyObject *words = decode(bytes, size);
    if (words != NULL && ask_marks(walk, words, marks) < 0)
        Py_CLEAR(words);
    if (words != NULL && size <= LONGEST_WORDS && PyUnicode_IS_ASCII(words)) {
        Py_XSETREF(met->words, Py_NewRef(words));
        met->marks = *marks;
    }
    return words;
}

/* The marks of the words of all attributes that say what an element is for, as `read._words_of` has them, where there are
 * others than those of its class. */
static int mark_words(Walk *walk, Told *told)
{
    static const int others[] = {ROLE, ITEMPROP, COMPONENT};
    static const Value none = {(const Byte *)"None", 4};
    Value classes = value_of(told, CLASS), parts[5];
    int count = 0, first = 0;
    if (value_of(told, ID).size) {
        parts[count++] = classes.bytes == NULL ? none : classes;
        parts[count++] = value_of(told, ID);
    } else if (classes.size) {
        parts[count++] = classes;
        first = 1;
    }
    for (int place = 0; place < 3; place++)
        if (value_of(told, others[place]).size)
            parts[count++] = value_of(told, others[place]);
    if (count <= first)
        return FINE;
    size_t size = 0;
    for (int place = 0; place < count; place++)
        size += parts[place].size + 1;
    Byte *words = make_scratch(walk, size), *to = words;
    if (words == NULL)
        return FAILED;
    for (int place = 0; place < count; place++) {
        if (place > 0)
            *to++ = ' ';
        memcpy(to, parts[place].bytes, parts[place].size);
        to += parts[place].size;
    }
    PyObject *text = read_words(walk, words, (size_t)(to - words), &told->marks);
    Py_XDECREF(text);
    return text == NULL ? FAILED : FINE;
}

/* ---- attributes ---- */

/* Which attribute this is; ATTRIBUTES for none of those asked for. */
static int which_of(const Byte *bytes, size_t length)
{
    uint32_t may_be = length < sizeof of_length / sizeof *of_length ? of_length[length] : 0;
    for (; may_be; may_be &= may_be - 1) {
        int which = __builtin_ctz(may_be);
        if (*bytes == (Byte)*attribute_names[which] && memcmp(bytes, attribute_names[which], length) == 0)
            return which;
    }
    return ATTRIBUTES;
}

PyObject *all_attributes(Walk *walk, Node *node)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    PyObject *all = PyDict_New();
    for (Attribute *each = lexbor->first_attribute(node); all != NULL && each != NULL; each = lexbor->next_attribute(each)) {
        size_t length = 0;
        Value value = {0};
        const Byte *bytes = lexbor->name(each, &length);
        value.bytes = lexbor->value(each, &value.size);
        PyObject *name = decode(bytes, length), *text = text_of_value(value);
        if (name == NULL || text == NULL || PyDict_SetItem(all, name, text) < 0)
            Py_CLEAR(all);
        Py_XDECREF(name);
        Py_XDECREF(text);
    }
    return all;
}

/* A dict with one attribute, a new reference: the same for all elements that have no other, where it was met before. */
static PyObject *keep_one(Walker *walker, int which, Value value)
{
    size_t held = value.bytes == NULL ? 0 : value.size;
    Alone *alone = &walker->alone[(hash_of(value.bytes, held) + (unsigned)which) % ALONE_SLOTS];
    if (alone->kept != NULL && alone->which == which && is_same(alone->value, value.bytes, held))
        return Py_NewRef(alone->kept);
    PyObject *text = text_of_value(value), *dict = text == NULL ? NULL : PyDict_New();
    if (dict != NULL && PyDict_SetItem(dict, walker->keys[which], text) < 0)
        Py_CLEAR(dict);
    if (dict != NULL && held > 0 && held <= LONGEST_WORDS && PyUnicode_IS_ASCII(text)) {
        Py_XSETREF(alone->kept, Py_NewRef(dict));
        Py_XSETREF(alone->value, Py_NewRef(text));
        alone->which = which;
    }
    Py_XDECREF(text);
    return dict;
}

/* The attributes that an element keeps, a new reference; None where it has none of them. */
static PyObject *keep(Walk *walk, const Told *told)
{
    uint32_t there = told->there & KEPT;
    if (there == 0)
        return Py_NewRef(Py_None);
    if ((there & (there - 1)) == 0)
        return keep_one(walk->walker, __builtin_ctz(there), told->values[__builtin_ctz(there)]);
    PyObject *dict = PyDict_New();
    for (size_t place = 0; dict != NULL && place < sizeof kept / sizeof *kept; place++) {
        if (!has(told, kept[place]))
            continue;
        PyObject *text = text_of_value(value_of(told, kept[place]));
        if (text == NULL || PyDict_SetItem(dict, walk->walker->keys[kept[place]], text) < 0)
            Py_CLEAR(dict);
        Py_XDECREF(text);
    }
    return dict;
}

int read_attributes(Walk *walk, Node *node, int asks, Told *told)
{
    const Lexbor *lexbor = &walk->walker->lexbor;
    told->there = 0;
    told->marks = 0;
    for (Attribute *each = lexbor->first_attribute(node); each != NULL; each = lexbor->next_attribute(each)) {
        size_t length = 0;
        const Byte *bytes = lexbor->name(each, &length);
        int which = which_of(bytes, length);
        if (which != ATTRIBUTES) {
            told->there |= 1u << which;
            told->values[which].size = 0;
            told->values[which].bytes = lexbor->value(each, &told->values[which].size);
        }
    }
    Value classes = value_of(told, CLASS);
    told->classes = classes.bytes == NULL ? Py_NewRef(Py_None) : read_words(walk, classes.bytes, classes.size, &told->marks);
    int keeps = asks || told->there & TELLERS;
    told->kept = keeps ? keep(walk, told) : Py_NewRef(Py_None);
    told->href = keeps ? text_of_value(value_of(told, HREF)) : Py_NewRef(Py_None);
    int failed = told->classes == NULL || told->kept == NULL || told->href == NULL;
    if (!failed && told->there & (1 << ID | 1 << ROLE | 1 << ITEMPROP | 1 << COMPONENT))
        failed = mark_words(walk, told) < 0;
    if (failed) {
        Py_XDECREF(told->classes);
        Py_XDECREF(told->kept);
        Py_XDECREF(told->href);
    }
    return failed ? FAILED : FINE;
}

int covers(Walk *walk, const Told *told)
{
    Value style = value_of(told, STYLE);
    if (told->marks & walk->walker->hidden || has(told, HIDING))
        return 1;
    if (style.size == 0)
        return 0;
    WordsMet *met = &walk->walker->styles[hash_of(style.bytes, style.size) % STYLE_SLOTS];
    if (met->words != NULL && is_same(met->words, style.bytes, style.size))
        return met->marks != 0;
    PyObject *text = text_of_value(style), *found = text == NULL ? NULL : PyObject_CallOneArg(walk->walker->hiding, text);
    int hides = found == NULL ? -1 : found != Py_None;
    if (hides >= 0 && style.size <= LONGEST_WORDS && PyUnicode_IS_ASCII(text)) {
        Py_XSETREF(met->words, Py_NewRef(text));
        met->marks = (uint64_t)hides;
    }
    Py_XDECREF(text);
    Py_XDECREF(found);
    return hides;
}
