/* Texts by the words that are known of them: whether they have enough, where those stand that others tell. */
#include "native.h"

#include <stdint.h>
#include <string.h>

#include "words.h"

/* How many words some letters have, and how many of them are known; it ends where so many are. */
static inline __attribute__((always_inline)) void count_among(int kind, const void *letters, Py_ssize_t size,
                                                              const Words *words, Py_ssize_t enough, Py_ssize_t *known,
                                                              Py_ssize_t *total)
{
    Word word;
    Py_ssize_t met = 0, all = 0;
    for (Py_ssize_t at = 0; met != enough && next_word(&word, kind, letters, size, &at); all++)
        met += find_word(words, word.hash, kind, letters, word.start, word.length, 1) != NULL;
    *known = met;
    *total = all;
}

/* The same of a text as `folded_by` gives it; `enough` is not 0. */
static void count_known(PyObject *text, const Words *words, Py_ssize_t enough, Py_ssize_t *known, Py_ssize_t *total)
{
    OF_KIND(count_among, PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), words, enough, known, total);
}

/* As Python's `isspace` has it; all of ASCII come up to the plain one. */
static inline int is_space(Py_UCS4 letter)
{
    return (letter <= ' ' || letter >= 0x80) && Py_UNICODE_ISSPACE(letter);
}

/* Whether this share of the stretches between white space that some letters have is known. */
static inline __attribute__((always_inline)) int is_known(int kind, const void *letters, Py_ssize_t size, const Words *words,
                                                          double share)
{
    Py_ssize_t at = 0, known = 0, total = 0;
    for (;;) {
        uint64_t hash = start_hash();
        while (at < size && is_space(PyUnicode_READ(kind, letters, at)))
            at++;
        Py_ssize_t begun = at;
        for (Py_UCS4 letter; at < size && !is_space(letter = PyUnicode_READ(kind, letters, at)); at++)
            hash = add_letter(hash, fold(letter));
        if (at == begun)
            return (double)known >= share * (double)total;
        total++;
        if (find_word(words, end_hash(hash), kind, letters, begun, at - begun, 1) == NULL)
            continue;
        /* Enough, even if a word that is not known stood at each second place from here on. */
        if ((double)++known >= share * (double)(total + (size - at) / 2))
            return 1;
    }
}

/* Whether this share of a text's first words is known; -1 on an error. */
static int is_known_text(PyObject *text, const Words *words, Py_ssize_t longest, double share)
{
    if (!PyUnicode_CheckExact(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is a string");
        return -1;
    }
    PyObject *start = PyUnicode_Substring(text, 0, longest), *folded = start == NULL ? NULL : folded_by(start, "lower");
    int found = -1;
    if (folded != NULL)
        found = OF_KIND(is_known, PyUnicode_KIND(folded), PyUnicode_DATA(folded), PyUnicode_GET_LENGTH(folded), words, share);
    Py_XDECREF(folded);
    Py_XDECREF(start);
    return found;
}

/* little_known(texts, words, longest, share): the places of texts of whose first words less than this share is known. */
PyObject *little_known(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *texts, *words;
    Py_ssize_t longest;
    double share;
    if (!PyArg_ParseTuple(args, "O!O!nd", &PyList_Type, &texts, &WordsType, &words, &longest, &share))
        return NULL;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = 0; places != NULL && at < PyList_GET_SIZE(texts); at++) {
        int known = is_known_text(PyList_GET_ITEM(texts, at), (const Words *)words, longest, share);
        if (known < 0 || (!known && add_place(places, at) < 0))
            Py_CLEAR(places);
    }
    return places;
}

static PyObject *text_name;

PyObject *block_text(PyObject *block)
{
    if (text_name == NULL && (text_name = PyUnicode_InternFromString("text")) == NULL)
        return NULL;
    PyObject *text = PyObject_GetAttr(block, text_name);
    if (text != NULL && !PyUnicode_CheckExact(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is a string");
        Py_CLEAR(text);
    }
    return text;
}

/* A letter is no more than so many in folded case. */
enum { MOST_FOLDED = 3 };

/* Whether a block up to that length has so many known words, and so many letters in folded case; -1 on an error. */
static int is_with(PyObject *block, const Words *words, Py_ssize_t longest, Py_ssize_t least, Py_ssize_t shortest)
{
    PyObject *text = block_text(block);
    Py_ssize_t size = text == NULL ? 0 : PyUnicode_GET_LENGTH(text), known = 0, total = 0;
    if (text == NULL)
        return -1;
    if (size > longest || size < (PyUnicode_IS_ASCII(text) ? shortest : shortest / MOST_FOLDED)) {
        Py_DECREF(text);
        return 0; /* as most, before anything is made of them */
    }
    PyObject *own = folded_by(text, "casefold");
    if (own != NULL && PyUnicode_GET_LENGTH(own) >= shortest)
        count_known(own, words, least, &known, &total);
    int failed = own == NULL;
    Py_XDECREF(own);
    Py_DECREF(text);
    return failed ? -1 : known >= least;
}

/* places_with(blocks, words, longest, least, shortest): the places of the blocks that have so many known words. */
PyObject *places_with(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *words;
    Py_ssize_t longest, least, shortest;
    if (!PyArg_ParseTuple(args, "O!O!nnn", &PyList_Type, &blocks, &WordsType, &words, &longest, &least, &shortest))
        return NULL;
    least = least > 1 ? least : 1;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = 0; places != NULL && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *block = Py_NewRef(PyList_GET_ITEM(blocks, at));
        int found = is_with(block, (const Words *)words, longest, least, shortest);
        Py_DECREF(block);
        if (found < 0 || (found && add_place(places, at) < 0))
            Py_CLEAR(places);
    }
    return places;
}

/* Whether the first word of ASCII is known that begins among the first so many signs of a text, which may cut it, or any
 * of these signs is none of ASCII. */
static int begins_known(PyObject *text, const Words *words, Py_ssize_t within)
{
    const int kind = PyUnicode_KIND(text);
    const void *letters = PyUnicode_DATA(text);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text) < within ? PyUnicode_GET_LENGTH(text) : within, at = 0;
    for (Py_ssize_t sign = 0; sign < size && !PyUnicode_IS_ASCII(text); sign++)
        if (PyUnicode_READ(kind, letters, sign) >= 0x80)
            return 1;
    while (at < size && !Py_ISALPHA(PyUnicode_READ(kind, letters, at)))
        at++;
    Py_ssize_t start = at;
    uint64_t hash = start_hash();
    for (; at < size && Py_ISALNUM(PyUnicode_READ(kind, letters, at)); at++)
        hash = add_letter(hash, fold(PyUnicode_READ(kind, letters, at)));
    return at > start && find_word(words, end_hash(hash), kind, letters, start, at - start, 1) != NULL;
}

/* places_begun(blocks, words, within, first, end): the places of the blocks from the first up to the end that begin so. */
PyObject *places_begun(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *blocks, *words;
    Py_ssize_t within, first, end;
    if (!PyArg_ParseTuple(args, "O!O!nnn", &PyList_Type, &blocks, &WordsType, &words, &within, &first, &end))
        return NULL;
    PyObject *places = PyList_New(0);
    for (Py_ssize_t at = first > 0 ? first : 0; places != NULL && at < end && at < PyList_GET_SIZE(blocks); at++) {
        PyObject *block = Py_NewRef(PyList_GET_ITEM(blocks, at)), *text = block_text(block);
        Py_DECREF(block);
        if (text == NULL || (begins_known(text, (const Words *)words, within) && add_place(places, at) < 0))
            Py_CLEAR(places);
        Py_XDECREF(text);
    }
    return places;
}

/* ---- what a page's own data tell of its blocks ---- */

/* MOST_SOUGHT: letters of a block that are looked for. */
enum { MOST_SOUGHT = 256, ROWS_TOLD = 7, IN_TOLD = 0, BEGINS, SHARE, IS_TITLE, REPEATED, QUOTED = 6 };

/* How much of the blocks is compared, see `of_page`. */
typedef struct {
    Py_ssize_t least_told, told, least_start, start, longest_title, repeats, least_quote, longest_quote, least_pulled, pulled;
    double title;
} Compared;

/* Stretches of letters of some texts, one each STEP letters, as bits by a hash: whether there is one, and another. Where
 * some letters, STEP + STRETCH - 1 at least, stand in a text, one that is theirs is among its stretches. */
enum { STRETCH = 8, STEP = 8, HASHED = 15, LEAST_MET = STEP + STRETCH - 1 };

typedef struct {
    uint64_t once[(1 << HASHED) / 64], twice[(1 << HASHED) / 64];
} Stretches;

/* The first of some texts that are the same, and how many they are so far; none where the slot is free. */
typedef struct {
    Py_hash_t hash;
    Py_ssize_t place, count;
} Same;

typedef struct {
    PyObject *texts, *told, *quotes, *around;
    Same *seen;
    size_t slots;                  /* of what was seen, a power of two, half of them free */
    const Words *starts, *title;   /* NULL where nothing is known */
    PyObject *whole;               /* the texts of all blocks, NULL until asked for; so are the others */
    Stretches *of_told, *of_texts;
    Compared limits;
} Page;

/* Where the bits of the stretch at a place are: the same whatever width its letters have. */
static inline __attribute__((always_inline)) unsigned stretch_at(int kind, const void *letters, Py_ssize_t at)
{
    uint8_t low[STRETCH];
    uint64_t stretch;
    if (kind == PyUnicode_1BYTE_KIND)
        memcpy(low, (const Py_UCS1 *)letters + at, sizeof low);
    else
        for (Py_ssize_t next = 0; next < STRETCH; next++)
            low[next] = (uint8_t)PyUnicode_READ(kind, letters, at + next);
    memcpy(&stretch, low, sizeof stretch);
    return (unsigned)((stretch ^ hash_start) * 0x9E3779B97F4A7C15u >> (64 - HASHED));
}

static inline __attribute__((always_inline)) void add_among(int kind, Stretches *known, const void *letters,
                                                            Py_ssize_t size)
{
    for (Py_ssize_t at = 0; at + STRETCH <= size; at += STEP) {
        unsigned place = stretch_at(kind, letters, at);
        uint64_t bit = UINT64_C(1) << place % 64;
        known->twice[place / 64] |= known->once[place / 64] & bit;
        known->once[place / 64] |= bit;
    }
}

/* The stretches of some texts, or of one; NULL with an error set. */
static Stretches *stretches_of(PyObject *texts, PyObject *text)
{
    Stretches *known = PyMem_Calloc(1, sizeof *known);
    if (known == NULL)
        PyErr_NoMemory();
    for (Py_ssize_t at = 0; known != NULL && at < (text == NULL ? PyList_GET_SIZE(texts) : 1); at++) {
        PyObject *each = text == NULL ? PyList_GET_ITEM(texts, at) : text;
        OF_KIND(add_among, PyUnicode_KIND(each), known, PyUnicode_DATA(each), PyUnicode_GET_LENGTH(each));
    }
    return known;
}

static inline __attribute__((always_inline)) int count_met(int kind, const Stretches *known, const void *letters,
                                                           Py_ssize_t first)
{
    int met = 0;
    for (Py_ssize_t at = first; at < first + STEP; at++) {
        unsigned place = stretch_at(kind, letters, at);
        met += (known->once[place / 64] >> place % 64 & 1) + (known->twice[place / 64] >> place % 64 & 1);
    }
    return met;
}

/* Whether some letters of a text may stand so often, once or twice, in what these are the stretches of. */
static int may_stand(const Stretches *known, PyObject *text, Py_ssize_t first, Py_ssize_t last, int times)
{
    if (last - first < LEAST_MET)
        return 1;
    return OF_KIND(count_met, PyUnicode_KIND(text), known, PyUnicode_DATA(text), first) >= times;
}

/* Whether a text begins as one of those of a table does; -1 on an error. */
static int begins_so(PyObject *text, const Words *starts, Py_ssize_t length)
{
    PyObject *start = PyUnicode_Substring(text, 0, length), *folded = start == NULL ? NULL : folded_by(start, "casefold");
    int found = -1;
    if (folded != NULL) {
        int kind = PyUnicode_KIND(folded);
        const void *letters = PyUnicode_DATA(folded);
        Py_ssize_t size = PyUnicode_GET_LENGTH(folded);
        uint64_t hash = start_hash();
        for (Py_ssize_t at = 0; at < size; at++)
            hash = add_letter(hash, fold(PyUnicode_READ(kind, letters, at)));
        found = find_word(starts, end_hash(hash), kind, letters, 0, size, 1) != NULL;
    }
    Py_XDECREF(folded);
    Py_XDECREF(start);
    return found;
}

/* Where some letters of a text, up to MOST_SOUGHT, stand in another one from a place on; -1 where they do not, -2 on an error.
 * The C library finds many bytes in fewer steps than Python finds letters. */
static Py_ssize_t find_letters(PyObject *whole, Py_ssize_t from, PyObject *text, Py_ssize_t first, Py_ssize_t last)
{
    Py_UCS4 widened[MOST_SOUGHT];
    const int kind = PyUnicode_KIND(whole);
    const Py_ssize_t size = PyUnicode_GET_LENGTH(whole);
    const char *letters = PyUnicode_DATA(whole), *sought = (const char *)widened;
    if (PyUnicode_KIND(text) == kind)
        sought = (const char *)PyUnicode_DATA(text) + first * kind;
    else
        for (Py_ssize_t at = first; at < last; at++) {
            Py_UCS4 letter = PyUnicode_READ_CHAR(text, at);
            if (letter > PyUnicode_MAX_CHAR_VALUE(whole))
                return -1;
            PyUnicode_WRITE(kind, widened, at - first, letter);
        }
    const char *found = memmem(letters + from * kind, (size_t)((size - from) * kind), sought, (size_t)((last - first) * kind));
    if (found == NULL || (found - letters) % kind == 0)
        return found == NULL ? -1 : (found - letters) / kind;
    /* These are ends of letters and beginnings of the next ones: what follows is told by letters. */
    PyObject *words = PyUnicode_Substring(text, first, last);
    Py_ssize_t place = words == NULL ? -2 : PyUnicode_Find(whole, words, (found - letters) / kind, size, 1);
    Py_XDECREF(words);
    return place;
}

static int holds_letter(PyObject *letters, Py_UCS4 letter)
{
    return PyUnicode_FindChar(letters, letter, 0, PyUnicode_GET_LENGTH(letters), 1) >= 0;
}

static int holds_any(PyObject *text, PyObject *letters)
{
    Py_UCS4 most = PyUnicode_MAX_CHAR_VALUE(text);
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(letters); at++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(letters, at);
        if (letter <= most && holds_letter(text, letter))
            return 1;
    }
    return 0;
}

static PyObject *join_lines(PyObject *texts)
{
    PyObject *gap = PyUnicode_FromString("\n"), *whole = gap == NULL ? NULL : PyUnicode_Join(gap, texts);
    Py_XDECREF(gap);
    return whole;
}

/* Whether what a text quotes stands in another one, too; -1 on an error. */
static int is_quoted(PyObject *text, Page *page)
{
    Py_ssize_t first = 0, last = PyUnicode_GET_LENGTH(text);
    if (last < page->limits.least_quote || last > page->limits.longest_quote || !holds_any(text, page->quotes))
        return 0;
    while (first < last && holds_letter(page->around, PyUnicode_READ_CHAR(text, first)))
        first++;
    while (last > first && holds_letter(page->around, PyUnicode_READ_CHAR(text, last - 1)))
        last--;
    last = last - first > page->limits.pulled ? first + page->limits.pulled : last;
    if (last - first < page->limits.least_pulled)
        return 0;
    if (page->of_texts == NULL && (page->of_texts = stretches_of(page->texts, NULL)) == NULL)
        return -1;
    /* With the end of a line in them they may stand in two texts, one behind the other. */
    if (!may_stand(page->of_texts, text, first, last, 2) && PyUnicode_FindChar(text, '\n', first, last, 1) < 0)
        return 0; /* as most that are someone's words */
    if (page->whole == NULL && (page->whole = join_lines(page->texts)) == NULL)
        return -1;
    Py_ssize_t found = find_letters(page->whole, 0, text, first, last);
    if (found >= 0) /* that may be the text itself */
        found = find_letters(page->whole, found + last - first, text, first, last);
    return found == -2 ? -1 : found >= 0;
}

/* How many texts before one are the same, so many at most, one at least; -1 on an error. */
static Py_ssize_t count_same(PyObject *text, Py_ssize_t place, Page *page)
{
    Py_hash_t hash = PyObject_Hash(text);
    if (hash == -1)
        return -1;
    size_t slot = ((size_t)hash ^ (size_t)hash >> 20) & (page->slots - 1);
    for (Same *same = page->seen; same[slot].count > 0; slot = (slot + 1) & (page->slots - 1))
        if (same[slot].hash == hash && PyUnicode_Compare(PyList_GET_ITEM(page->texts, same[slot].place), text) == 0) {
            Py_ssize_t before = same[slot].count;
            same[slot].count += before < page->limits.repeats;
            return before;
        }
    page->seen[slot] = (Same){hash, place, 1};
    return 0;
}

/* Whether the beginning of a text, so many letters at most, stands in what machines are told; -1 on an error. */
static int is_told(PyObject *text, Page *page)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), last = size < page->limits.told ? size : page->limits.told;
    if (size < page->limits.least_told)
        return 0;
    if (page->of_told == NULL && (page->of_told = stretches_of(NULL, page->told)) == NULL)
        return -1;
    if (!may_stand(page->of_told, text, 0, last, 1))
        return 0;
    Py_ssize_t found = find_letters(page->told, 0, text, 0, last);
    return found == -2 ? -1 : found >= 0;
}

/* Fill in what is told of a text; -1 on an error. */
static int compare_text(float *const *rows, Py_ssize_t at, PyObject *text, Page *page)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), known = 0, total = 0;
    const Compared *limits = &page->limits;
    int in_told = -1, begins = 0;
    if (page->told != NULL && (in_told = is_told(text, page)) < 0)
        return -1;
    if (page->starts != NULL && size >= limits->least_start && (begins = begins_so(text, page->starts, limits->start)) < 0)
        return -1;
    if (page->title != NULL && size < limits->longest_title) {
        PyObject *own = folded_by(text, "casefold");
        if (own == NULL)
            return -1;
        count_known(own, page->title, -1, &known, &total);
        Py_DECREF(own);
    }
    double share = total ? (double)known / (double)total : 0.0;
    Py_ssize_t same = count_same(text, at, page);
    int quoted = same < 0 ? -1 : is_quoted(text, page);
    if (quoted < 0)
        return -1;
    rows[IN_TOLD][at] = (float)in_told;
    rows[BEGINS][at] = (float)begins;
    rows[SHARE][at] = (float)share;
    rows[IS_TITLE][at] = share > limits->title;
    rows[REPEATED][at] = (float)same;
    rows[QUOTED][at] = (float)quoted;
    return 0;
}

/* compare_texts(texts, told, starts, title, quotes, around, limits, rows): the rows of `of_page.compare_plainly`; told,
 * starts, title: None for nothing. */
PyObject *compare_texts(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *texts, *told, *starts, *title, *object;
    Py_buffer view;
    float *rows[ROWS_TOLD];
    Page page = {.told = NULL};
    Compared *limits = &page.limits;
    int failed = 1;
    if (!PyArg_ParseTuple(args, "O!OOOUU(nnnnnnnnnnd)O", &PyList_Type, &texts, &told, &starts, &title, &page.quotes,
                          &page.around, &limits->least_told, &limits->told, &limits->least_start, &limits->start,
                          &limits->longest_title, &limits->repeats, &limits->least_quote, &limits->longest_quote,
                          &limits->least_pulled, &limits->pulled, &limits->title, &object))
        return NULL;
    if ((told != Py_None && !PyUnicode_CheckExact(told)) || (starts != Py_None && !Py_IS_TYPE(starts, &WordsType)) ||
        (title != Py_None && !Py_IS_TYPE(title, &WordsType))) {
        PyErr_SetString(PyExc_TypeError, "a text and two tables of words, or None");
        return NULL;
    }
    for (Py_ssize_t at = 0; at < PyList_GET_SIZE(texts); at++)
        if (!PyUnicode_CheckExact(PyList_GET_ITEM(texts, at))) { /* of which nothing can run code, and change the list */
            PyErr_SetString(PyExc_TypeError, "texts are strings");
            return NULL;
        }
    if (get_numbers(object, &view, 2, 'f', 4, 1) < 0)
        return NULL;
    page.texts = texts;
    page.told = told == Py_None ? NULL : told;
    page.starts = starts == Py_None ? NULL : (const Words *)starts;
    page.title = title == Py_None ? NULL : (const Words *)title;
    if (view.shape[0] != ROWS_TOLD || view.shape[1] != PyList_GET_SIZE(texts) || limits->told < 0 || limits->start < 0 ||
        limits->told > MOST_SOUGHT || limits->repeats < 1 || limits->least_pulled < 1 || limits->pulled < 1 ||
        limits->pulled > MOST_SOUGHT) {
        PyErr_SetString(PyExc_ValueError, "an array of another shape, or limits below zero or too large");
        goto done;
    }
    for (int row = 0; row < ROWS_TOLD; row++)
        rows[row] = (float *)((char *)view.buf + row * view.strides[0]);
    page.slots = 16;
    while (page.slots < 2 * (size_t)view.shape[1])
        page.slots *= 2;
    page.seen = PyMem_Calloc(page.slots, sizeof *page.seen);
    failed = page.seen == NULL;
    if (failed)
        PyErr_NoMemory();
    for (Py_ssize_t at = 0; !failed && at < view.shape[1]; at++)
        failed = compare_text(rows, at, PyList_GET_ITEM(texts, at), &page) < 0;
done:
    PyMem_Free(page.of_told);
    PyMem_Free(page.of_texts);
    PyMem_Free(page.seen);
    Py_XDECREF(page.whole);
    PyBuffer_Release(&view);
    return failed ? NULL : Py_NewRef(Py_None);
}
