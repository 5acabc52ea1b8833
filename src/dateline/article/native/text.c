/* What the features count in the blocks' texts (`of_text.count_plainly`); whether bytes are text. */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* Characters beyond this have no kind; the bits are those of `of_text`, handed over by name. */
enum { POINTS = 0x10000, SAMPLE = 60, MOST_WORDS = 400, MOST_CHARS = 3000, UNSPACED_CHARS = 2000, MOST_LINKS = 30 };

/* ---- counts ---- */

typedef struct {
    uint16_t space, stop, ideographic_stop, ends, comma, digit, upper, lower, quote, colon, bar, copyright, question,
        unspaced, address;
} Bits;

typedef struct {
    Py_ssize_t size, spaces, stops, capitals, commas, digits, quotes, bars, copyrights, questions, unspaced, words, known;
    uint16_t first, last;
    int address;
} Counts;

static inline uint16_t kind_of(const uint16_t *table, Py_UCS4 letter)
{
    return table[letter < POINTS ? letter : POINTS];
}

/* Whether an address begins at a letter, or an address of mail is told by it. */
static inline int is_address(int kind, const void *letters, Py_ssize_t size, Py_ssize_t at)
{
    static const char starts[2][4] = {"http", "www."};
    if (PyUnicode_READ(kind, letters, at) == '@')
        return 1;
    for (int which = 0; which < 2; which++) {
        Py_ssize_t same = 0;
        while (same < 4 && at + same < size && PyUnicode_READ(kind, letters, at + same) == (Py_UCS4)starts[which][same])
            same++;
        if (same == 4)
            return 1;
    }
    return 0;
}

/* The counts of some letters, of which there is one at least. */
static inline __attribute__((always_inline)) void count_letters(int kind, Counts *counts, const void *letters,
                                                                Py_ssize_t size, const uint16_t *table, const Bits *bits,
                                                                const Words *stops)
{
    const uint16_t telling = bits->stop | bits->ideographic_stop | bits->comma | bits->digit | bits->quote | bits->bar |
                             bits->copyright | bits->question | bits->unspaced;
    const uint16_t any = telling | bits->space | bits->address;
    Py_ssize_t begun = 0, word = 0;
    uint64_t hash = start_hash();
    *counts = (Counts){.size = size, .first = kind_of(table, PyUnicode_READ(kind, letters, 0))};
    counts->capitals = (counts->first & bits->upper) != 0;
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_UCS4 letter = PyUnicode_READ(kind, letters, at);
        uint16_t here = kind_of(table, letter);
        if (!(here & any)) { /* as most */
            hash = add_letter(hash, letter);
            continue;
        }
        if (here & bits->space) {
            counts->spaces++;
            if (word < SAMPLE)
                counts->known += find_word(stops, end_hash(hash), kind, letters, begun, at - begun, 0) != NULL;
            word++;
            begun = at + 1;
            hash = start_hash();
            if (word < SAMPLE && begun < size)
                counts->capitals += (kind_of(table, PyUnicode_READ(kind, letters, begun)) & bits->upper) != 0;
            continue;
        }
        hash = add_letter(hash, letter);
        if (here & telling) {
            uint16_t next = at + 1 < size ? kind_of(table, PyUnicode_READ(kind, letters, at + 1)) : 0;
            counts->stops += (here & bits->stop && next & bits->space) || here & bits->ideographic_stop;
            counts->commas += (here & bits->comma) != 0;
            counts->digits += (here & bits->digit) != 0;
            counts->quotes += (here & bits->quote) != 0;
            counts->bars += (here & bits->bar) != 0;
            counts->copyrights += (here & bits->copyright) != 0;
            counts->questions += (here & bits->question) != 0;
            counts->unspaced += (here & bits->unspaced) != 0 && at < UNSPACED_CHARS;
        }
        if (here & bits->address && !counts->address)
            counts->address = is_address(kind, letters, size, at);
    }
    if (word < SAMPLE)
        counts->known += find_word(stops, end_hash(hash), kind, letters, begun, size - begun, 0) != NULL;
    counts->words = word + 1;
    counts->last = kind_of(table, PyUnicode_READ(kind, letters, size - 1));
}

static double smaller(double first, double second)
{
    return first < second ? first : second;
}

/* The rows of one text, in the order of `of_text.count_plainly`, each number made as numpy makes it there. */
static void fill_rows(float *to, Py_ssize_t stride, const Counts *counts, const Bits *bits, const Py_ssize_t *told)
{
    double size = (double)counts->size, share = 1.0 / size;
    float words = (float)counts->spaces + 1.0f, sample = words < SAMPLE ? words : (float)SAMPLE;
    float ends = (counts->last & bits->ends) != 0;
    float unspaced = (float)((double)counts->unspaced * 0.5 * (size / UNSPACED_CHARS > 1.0 ? size / UNSPACED_CHARS : 1.0));
    float mass = words + unspaced;
    Py_ssize_t head = counts->words < SAMPLE ? counts->words : SAMPLE;
    const float rows[] = {
        mass < MOST_WORDS ? mass : (float)MOST_WORDS,
        (float)smaller(size, MOST_CHARS),
        (float)counts->stops + ends,
        ends,
        (float)counts->commas,
        (float)((double)(float)counts->digits * share),
        (float)counts->capitals / sample,
        (float)smaller((double)told[0], MOST_LINKS),
        (float)smaller(1.0, (double)told[1] * share),
        (float)smaller(1.0, (double)told[2] * share),
        (float)counts->quotes,
        (float)smaller(20.0, size / (double)words),
        (float)((double)counts->known / (double)head),
        (counts->first & bits->lower) != 0,
        (counts->last & bits->colon) != 0,
        (float)counts->address,
        (float)counts->bars,
        counts->copyrights > 0,
    };
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
        to[(Py_ssize_t)row * stride] = rows[row];
    to[21 * stride] = counts->questions > 0;
}

/* What is read of each block: its text, and the characters of links and such. */
enum { READ = 4 };

/* The text of a block, borrowed, and its numbers; NULL with an error set. No code of others is run. */
static PyObject *read_block(PyObject *block, PyTypeObject *type, const Py_ssize_t offsets[READ], Py_ssize_t numbers[READ - 1])
{
    PyObject *text = Py_IS_TYPE(block, type) ? member_at(block, offsets[0]) : NULL;
    if (text == NULL || !PyUnicode_CheckExact(text) || PyUnicode_GET_LENGTH(text) == 0) {
        PyErr_SetString(PyExc_ValueError, "a block without text");
        return NULL;
    }
    for (int place = 1; place < READ; place++) {
        PyObject *number = member_at(block, offsets[place]);
        if (number == NULL || !PyLong_CheckExact(number)) {
            PyErr_SetString(PyExc_TypeError, "a member that is no whole number");
            return NULL;
        }
        numbers[place - 1] = PyLong_AsSsize_t(number);
        if (numbers[place - 1] == -1 && PyErr_Occurred())
            return NULL;
    }
    return text;
}

enum { TEXT_ROWS = 22 };

PyObject *measure_texts(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *stops, *table_object, *matrix_object, *result = NULL;
    Py_buffer table, matrix;
    Bits bits;
    if (!PyArg_ParseTuple(args, "O!O!O(HHHHHHHHHHHHHHH)O", &PyList_Type, &blocks, &WordsType, &stops, &table_object,
                          &bits.space, &bits.stop, &bits.ideographic_stop, &bits.ends, &bits.comma, &bits.digit,
                          &bits.upper, &bits.lower, &bits.quote, &bits.colon, &bits.bar, &bits.copyright,
                          &bits.question, &bits.unspaced, &bits.address, &matrix_object))
        return NULL;
    if (PyObject_GetBuffer(table_object, &table, PyBUF_SIMPLE) < 0)
        return NULL;
    if (PyObject_GetBuffer(matrix_object, &matrix, PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE | PyBUF_FORMAT) < 0) {
        PyBuffer_Release(&table);
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(blocks);
    if (table.len != (POINTS + 1) * 2 || (uintptr_t)table.buf % 2 || matrix.ndim != 2 ||
        strcmp(matrix.format ? matrix.format : "", "f") != 0 || (uintptr_t)matrix.buf % 4 ||
        matrix.shape[0] != TEXT_ROWS || matrix.shape[1] != count) {
        PyErr_SetString(PyExc_ValueError, "a table or a matrix of another shape");
        goto done;
    }
    static const char *const names[READ] = {"text", "links", "link_chars", "bold_chars"};
    PyTypeObject *type = count ? (PyTypeObject *)Py_NewRef(Py_TYPE(PyList_GET_ITEM(blocks, 0))) : NULL;
    Py_ssize_t offsets[READ], told[READ - 1];
    int failed = 0;
    for (int place = 0; !failed && type != NULL && place < READ; place++)
        failed = (offsets[place] = offset_of(type, names[place])) < 0;
    if (!failed && PyList_GET_SIZE(blocks) != count) {
        PyErr_SetString(PyExc_RuntimeError, "the list changed");
        failed = 1;
    }
    for (Py_ssize_t at = 0; !failed && at < count; at++) {
        Counts counts;
        PyObject *text = read_block(PyList_GET_ITEM(blocks, at), type, offsets, told);
        failed = text == NULL;
        if (!failed) {
            OF_KIND(count_letters, PyUnicode_KIND(text), &counts, PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text),
                    table.buf, &bits, (const Words *)stops);
            fill_rows((float *)matrix.buf + at, count, &counts, &bits, told);
        }
    }
    Py_XDECREF(type);
    if (!failed)
        result = Py_NewRef(Py_None);
done:
    PyBuffer_Release(&matrix);
    PyBuffer_Release(&table);
    return result;
}

/* ---- bytes ---- */

/* How many bytes behind the first belong to a character of UTF-8 (Unicode Standard, table 3-7); 0 where it is none. */
static int more_bytes(const unsigned char *at, const unsigned char *end)
{
    int more = at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 1 : at[0] < 0xF0 ? 2 : at[0] < 0xF5 ? 3 : 0;
    if (more == 0 || end - at <= more)
        return 0;
    unsigned char least = at[0] == 0xE0 ? 0xA0 : at[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char most = at[0] == 0xED ? 0x9F : at[0] == 0xF4 ? 0x8F : 0xBF;
    int fits = at[1] >= least && at[1] <= most;
    for (int step = 2; step <= more; step++)
        fits &= (at[step] & 0xC0) == 0x80;
    return fits ? more : 0;
}

/* is_utf8(content) -> whether bytes are text in UTF-8, all of them: what Python decodes without an error */
PyObject *is_utf8(PyObject *Py_UNUSED(module), PyObject *content)
{
    if (!PyBytes_Check(content))
        return PyErr_Format(PyExc_TypeError, "a page is bytes");
    const unsigned char *at = (const unsigned char *)PyBytes_AS_STRING(content), *end = at + PyBytes_GET_SIZE(content);
    while (at < end) {
        if (*at >= 0x80) {
            int more = more_bytes(at, end);
            if (more == 0)
                Py_RETURN_FALSE;
            at += 1 + more;
            continue;
        }
        at++;
        for (uint64_t words[4]; end - at >= (Py_ssize_t)sizeof words; at += sizeof words) {
            memcpy(words, at, sizeof words);
            if ((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080))
                break;
        }
    }
    Py_RETURN_TRUE;
}
