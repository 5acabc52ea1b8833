/* Oblivious trees: the sum of the leaves that each row comes to, over all trees. See `dateline.article.learned.trees`.
 *
 * Each column is first told by the rank of its numbers among the thresholds that it is asked for, in a byte: what the
 * levels of trees then ask of many rows at once are bytes. */
#include "native.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Rows whose ranks are held together; rows that are asked at once; ranks that a column may have, which is held twice
 * and more where it is asked for more thresholds. */
enum { ROWS = 256, LANES = 32, DEEPEST = 8, MOST_RANKS = 127, PART = 8, PARTS = LANES / PART, ROUND = 8 };
/* Trees whose leaves are added at once; numbers of a leaf that are, where it has few and where it has more; trees whose
 * bytes add up to two bytes. */
enum { TREES = 8, FEW = 4, MANY = 16, MOST_ADDED = 256, CACHED = 32 };

typedef float Loose __attribute__((vector_size(PART * 4), aligned(4), may_alias));
typedef int32_t Counts __attribute__((vector_size(PART * 4)));
typedef int16_t FewNumbers __attribute__((vector_size(FEW * 2)));
typedef int16_t ManyNumbers __attribute__((vector_size(MANY * 2)));
typedef int8_t Ranks __attribute__((vector_size(LANES)));

/* A column of the matrix with thresholds in rising order, those from `first` up to the first of the next one. */
typedef struct {
    Py_ssize_t place, first;
} Column;

/* What a level of a tree asks: whether a column's rank is above this; ranks are told below zero, which machines compare with
 * what lies in memory at once. start: where the column's ranks begin. */
typedef struct {
    uint32_t start;
    int8_t rank;
} Question;

typedef struct {
    PyObject_HEAD
    Column *columns; /* one more, which tells where the last one's thresholds end */
    float *thresholds;
    Question *questions; /* tree by tree, the first level first */
    int32_t *leaves;     /* [trees << depth, width] */
    int16_t *narrow;     /* NULL, or the same in two bytes each, [trees << depth, apart], and MANY more */
    Py_ssize_t count, least, trees; /* of columns; how many the matrix has at least */
    Py_ssize_t width, apart, wide;  /* numbers a leaf; of narrow ones; with what is added to a row's sums beside them */
    int depth, widely;              /* widely: whether wide registers are used, which ask for what follows */
    uint8_t *bytes;                 /* NULL, or of each half of a tree the low bytes of its leaves, and the high ones */
    Question *halved;               /* the questions of each half */
    Py_ssize_t halves;              /* the trees, and once more those that are halved */
    int32_t least_sum;              /* of what was taken off the leaves */
} Forest;

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

/* What is compiled with whatever calls it, for wide registers or not. */
#define WITHIN static inline __attribute__((always_inline))

/* What trees are asked about: the rows of a matrix, or those of these places, and more columns beside those. */
typedef struct {
    Py_buffer matrix, beside, places;
    int has_beside, has_places;
} Asked;

/* Rows that stand one behind the other: places that follow each other, as those of most blocks do. */
typedef struct {
    Py_ssize_t count;
    int64_t from[ROWS];
    int16_t sizes[ROWS];
} Runs;

static void find_runs(Runs *runs, const int64_t *places, Py_ssize_t count)
{
    runs->count = 0;
    for (Py_ssize_t row = 0; row < count; row++)
        if (row > 0 && places[row] == places[row - 1] + 1)
            runs->sizes[runs->count - 1]++;
        else {
            runs->from[runs->count] = places[row];
            runs->sizes[runs->count++] = 1;
        }
}

/* Some rows' numbers of a column. runs: where places are told, those of these rows; room: for ROWS numbers. */
static const float *values_of(const Asked *asked, Py_ssize_t column, Py_ssize_t first, const Runs *runs, float *room)
{
    Py_ssize_t width = asked->matrix.shape[0];
    if (column >= width)
        return (const float *)((const char *)asked->beside.buf + (column - width) * asked->beside.strides[0]) + first;
    const float *values = (const float *)((const char *)asked->matrix.buf + column * asked->matrix.strides[0]);
    if (!asked->has_places)
        return values + first;
    float *to = room;
    for (Py_ssize_t run = 0; run < runs->count; to += runs->sizes[run++])
        memcpy(to, values + runs->from[run], (size_t)runs->sizes[run] * sizeof *to);
    return room;
}

/* Fewer than LANES numbers with zeros behind them. */
static __attribute__((noinline)) void fill_up(float *few, const float *values, Py_ssize_t count)
{
    memset(few, 0, LANES * sizeof *few);
    memcpy(few, values, (size_t)count * sizeof *few);
}

/* How many of a column's thresholds, of which there is one at least, lie below each of LANES rows' numbers, as a number below
 * zero. */
WITHIN void rank_lanes(int8_t *ranks, const float *values, const float *from, const float *to)
{
    const Loose *own = (const Loose *)values;
    Counts below[PARTS] = {{0}};
    int32_t counts[LANES];
    for (const float *threshold = from; threshold < to; threshold++)
        for (int part = 0; part < PARTS; part++)
            below[part] += own[part] > *threshold;
    memcpy(counts, below, sizeof below);
    for (int lane = 0; lane < LANES; lane++)
        ranks[lane] = (int8_t)counts[lane];
}

typedef void RankLanes(int8_t *, const float *, const float *, const float *);

/* The ranks of some rows in each column of the forest. The last lanes may be told twice; there may be fewer rows than are
 * asked at once. */
WITHIN void rank_rows(int8_t *ranks, const Asked *asked, Py_ssize_t first, Py_ssize_t count, const Forest *forest,
                      RankLanes rank)
{
    float room[ROWS], few[LANES];
    Runs runs;
    if (asked->has_places)
        find_runs(&runs, (const int64_t *)asked->places.buf + first, count);
    for (Py_ssize_t at = 0; at < forest->count; at++, ranks += ROWS) {
        const Column *column = &forest->columns[at];
        const float *values = values_of(asked, column->place, first, &runs, room);
        const float *from = forest->thresholds + column->first, *to = forest->thresholds + column[1].first;
        memset(ranks + (count - 1) / LANES * LANES, 0, LANES);
        if (count < LANES) {
            fill_up(few, values, count);
            rank(ranks, few, from, to);
        }
        for (Py_ssize_t next = 0; count >= LANES && next < count; next += LANES) {
            Py_ssize_t row = next + LANES <= count ? next : count - LANES;
            rank(ranks + row, values + row, from, to);
        }
    }
}

/* Which leaf of a tree each of some rows comes to, LANES at a time. */
WITHIN void find_leaves(uint8_t *leaves, const int8_t *ranks, Py_ssize_t count, const Question *questions, int depth)
{
    for (Py_ssize_t row = 0; row < count; row += LANES) {
        Ranks told = {0}, bit = told + 1;
        for (int level = 0; level < depth; level++, bit += bit) {
            Ranks own;
            memcpy(&own, ranks + questions[level].start + row, sizeof own);
            told |= (own < questions[level].rank) & bit;
        }
        memcpy(leaves + row, &told, sizeof told);
    }
}

/* Add the leaves of some trees to the sums of some rows, one number a row; to those of up to ROUND - 1 more rows, too. */
WITHIN void add_numbers(int32_t *sums, const int32_t *tree, Py_ssize_t size, const uint8_t *leaves, int trees,
                        Py_ssize_t count)
{
    for (; trees > 0; trees--, tree += size, leaves += ROWS)
        for (Py_ssize_t lane = 0; lane < count; lane += ROUND)
            for (int next = 0; next < ROUND; next++)
                sums[lane + next] += tree[leaves[lane + next]];
}

/* The same of several numbers a row. */
static void add_several(int32_t *sums, const int32_t *tree, Py_ssize_t size, const uint8_t *leaves, int trees,
                        Py_ssize_t count, Py_ssize_t width, Py_ssize_t wide)
{
    for (Py_ssize_t row = 0; row < count; row++, sums += wide)
        for (int each = 0; each < trees; each++)
            for (Py_ssize_t place = 0; place < width; place++)
                sums[place] += tree[each * size + leaves[each * ROWS + row] * width + place];
}

/* The same of narrow numbers, of which those of TREES trees add up to one: of the first `most` of each leaf, some of which
 * may be those of the next leaf. */
#define ADD_NARROW(name, Numbers, most)                                                                                  \
    WITHIN void name(int32_t *sums, const int16_t *tree, Py_ssize_t size, const uint8_t *leaves, int trees,              \
                     Py_ssize_t count, Py_ssize_t apart, Py_ssize_t wide)                                                \
    {                                                                                                                    \
        for (Py_ssize_t row = 0; row < count; row++, sums += wide) {                                                     \
            Numbers sum = {0}, leaf;                                                                                     \
            for (int each = 0; each < trees; each++) {                                                                   \
                memcpy(&leaf, tree + each * size + leaves[each * ROWS + row] * apart, sizeof leaf);                      \
                sum += leaf;                                                                                             \
            }                                                                                                            \
            for (int place = 0; place < (most); place++)                                                                 \
                sums[place] += sum[place];                                                                               \
        }                                                                                                                \
    }
ADD_NARROW(add_few, FewNumbers, FEW)
ADD_NARROW(add_many, ManyNumbers, MANY)

/* Add the narrow leaves of some trees. */
WITHIN void add_narrow(int32_t *sums, const int16_t *tree, Py_ssize_t size, const uint8_t *leaves, int trees,
                       Py_ssize_t count, Py_ssize_t apart, Py_ssize_t wide)
{
    if (apart == FEW)
        add_few(sums, tree, size, leaves, trees, count, FEW, wide);
    else
        for (Py_ssize_t at = 0; at < apart; at += MANY)
            add_many(sums + at, tree + at, size, leaves, trees, count, apart, wide);
}

/* The sums of some rows by their ranks, TREES trees at a time. */
WITHIN void add_leaves(int32_t *sums, const int8_t *ranks, Py_ssize_t count, const Forest *forest)
{
    const Py_ssize_t wide = forest->wide, apart = forest->apart, width = forest->width;
    const int depth = forest->depth;
    uint8_t leaves[TREES * ROWS];
    memset(sums, 0, (size_t)((count + ROUND - 1) / ROUND * ROUND * wide) * sizeof *sums);
    for (Py_ssize_t tree = 0; tree < forest->trees; tree += TREES) {
        int trees = forest->trees - tree < TREES ? (int)(forest->trees - tree) : TREES;
        if (forest->narrow != NULL) /* which the last page has driven out of the caches that are near */
            for (Py_ssize_t at = 0; at < (Py_ssize_t)trees * apart << depth; at += CACHED)
                __builtin_prefetch(forest->narrow + (tree << depth) * apart + at);
        for (int each = 0; each < trees; each++)
            find_leaves(leaves + each * ROWS, ranks, count, forest->questions + (tree + each) * depth, depth);
        if (width == 1)
            add_numbers(sums, forest->leaves + (tree << depth), (Py_ssize_t)1 << depth, leaves, trees, count);
        else if (forest->narrow == NULL)
            add_several(sums, forest->leaves + (tree << depth) * width, width << depth, leaves, trees, count, width, wide);
        else if (trees == TREES)
            add_narrow(sums, forest->narrow + (tree << depth) * apart, apart << depth, leaves, TREES, count, apart, wide);
        else
            add_narrow(sums, forest->narrow + (tree << depth) * apart, apart << depth, leaves, trees, count, apart, wide);
    }
}

/* The sums of up to ROWS rows from the first one on. ranks: room for ROWS bytes a column of the forest; sums: for ROWS
 * times `wide` numbers. */
static void sum_rows(int32_t *sums, const Asked *asked, Py_ssize_t first, Py_ssize_t count, const Forest *forest,
                     int8_t *ranks)
{
    rank_rows(ranks, asked, first, count, forest, rank_lanes);
    add_leaves(sums, ranks, count, forest);
}

/* ---- the same in wide registers ---- */

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx2")))

WIDE WITHIN void rank_widely(int8_t *ranks, const float *values, const float *from, const float *to)
{
    /* Bytes of packed numbers lie four by four: of the first part, of the second and so on, then again. */
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    __m256i below[PARTS] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
    do
        for (int part = 0; part < PARTS; part++) {
            __m256 own = _mm256_loadu_ps(values + part * PART), other = _mm256_broadcast_ss(from);
            below[part] = _mm256_add_epi32(below[part], _mm256_castps_si256(_mm256_cmp_ps(own, other, _CMP_GT_OQ)));
        }
    while (++from < to);
    __m256i first = _mm256_packs_epi32(below[0], below[1]), second = _mm256_packs_epi32(below[2], below[3]);
    _mm256_storeu_si256((__m256i *)ranks, _mm256_permutevar8x32_epi32(_mm256_packs_epi16(first, second), order));
}

/* What of a table of some sixteens of bytes lies at each of these places. */
WIDE WITHIN __m256i pick(const uint8_t *table, __m256i places, int sixteens)
{
    __m256i found[4];
    for (int each = 0; each < sixteens; each++)
        found[each] = _mm256_shuffle_epi8(
            _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table + 16 * each))), places);
    /* A choice looks at the highest bit of each byte alone. */
    for (int each = 0; each + 1 < sixteens; each += 2)
        found[each] = _mm256_blendv_epi8(found[each], found[each + 1], _mm256_slli_epi16(places, 3));
    return sixteens < 4 ? found[0] : _mm256_blendv_epi8(found[0], found[2], _mm256_slli_epi16(places, 2));
}

/* The sums of LANES rows, one number a row, in two bytes each, of which the low ones of some trees are added by themselves,
 * and the high ones: they are told apart as the bytes of even and odd rows are. */
WIDE WITHIN void add_bytes(int32_t *sums, const int8_t *ranks, const Forest *forest, int depth)
{
    const int sixteens = depth > 4 ? 1 << (depth - 4) : 1;
    const uint8_t *table = forest->bytes;
    const Question *questions = forest->halved;
    for (Py_ssize_t tree = 0, end; tree < forest->halves; tree = end) {
        __m256i both[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()}, odd[2] = {both[0], both[0]};
        uint16_t all[2][LANES / 2], odds[2][LANES / 2];
        end = forest->halves - tree < MOST_ADDED ? forest->halves : tree + MOST_ADDED;
        for (Py_ssize_t next = tree; next < end; next++, questions += depth, table += 32 * sixteens) {
            __m256i told = _mm256_setzero_si256();
            for (int level = depth - 1; level >= 0; level--) {
                __m256i own = _mm256_loadu_si256((const __m256i *)(ranks + questions[level].start));
                told = _mm256_sub_epi8(_mm256_add_epi8(told, told),
                                       _mm256_cmpgt_epi8(_mm256_set1_epi8(questions[level].rank), own));
            }
            for (int half = 0; half < 2; half++) {
                __m256i leaf = pick(table + 16 * sixteens * half, told, sixteens);
                both[half] = _mm256_add_epi16(both[half], leaf);
                odd[half] = _mm256_add_epi16(odd[half], _mm256_srli_epi16(leaf, 8));
            }
        }
        memcpy(all, both, sizeof all);
        memcpy(odds, odd, sizeof odds);
        for (int pair = 0; pair < LANES / 2; pair++) {
            sums[2 * pair] += (uint16_t)(all[0][pair] - (odds[0][pair] << 8)) +
                              ((uint16_t)(all[1][pair] - (odds[1][pair] << 8)) << 8);
            sums[2 * pair + 1] += odds[0][pair] + (odds[1][pair] << 8);
        }
    }
}

WIDE static void sum_widely(int32_t *sums, const Asked *asked, Py_ssize_t first, Py_ssize_t count, const Forest *forest,
                            int8_t *ranks)
{
    rank_rows(ranks, asked, first, count, forest, rank_widely);
    if (forest->bytes == NULL) {
        add_leaves(sums, ranks, count, forest);
        return;
    }
    for (Py_ssize_t row = 0; row < ROWS; row++)
        sums[row] = forest->least_sum;
    for (Py_ssize_t row = 0; row < count; row += LANES)
        switch (forest->depth) {
        case 4:
            add_bytes(sums + row, ranks + row, forest, 4);
            break;
        case 5:
            add_bytes(sums + row, ranks + row, forest, 5);
            break;
        default:
            add_bytes(sums + row, ranks + row, forest, 6);
        }
}

static int has_wide_registers(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
#define sum_widely sum_rows

static int has_wide_registers(void)
{
    return 0;
}
#endif

/* Lay down the leaves of each tree as bytes, less the least of them: a table of the low ones, and one of the high ones. A tree
 * whose leaves lie further apart than two bytes tell is halved into two that ask the same. */
static int lay_bytes(Forest *forest)
{
    Py_ssize_t size = (Py_ssize_t)1 << forest->depth, most = 2 * forest->trees;
    if (forest->width > 1 || forest->depth < 4 || forest->depth > 6)
        return 0;
    uint8_t *table = PyMem_Calloc((size_t)(2 * size * most + 1), 1);
    Question *halved = PyMem_Calloc((size_t)(most * forest->depth + 1), sizeof *halved);
    forest->bytes = table;
    forest->halved = halved;
    if (table == NULL || halved == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t tree = 0; tree < forest->trees; tree++) {
        const int32_t *own = forest->leaves + tree * size;
        int32_t least = own[0];
        int64_t apart = 0;
        for (Py_ssize_t leaf = 0; leaf < size; leaf++)
            least = own[leaf] < least ? own[leaf] : least;
        for (Py_ssize_t leaf = 0; leaf < size; leaf++)
            apart = (int64_t)own[leaf] - least > apart ? (int64_t)own[leaf] - least : apart;
        if (apart > 2 * UINT16_MAX) { /* these are summed as they are */
            PyMem_Free(table);
            forest->bytes = NULL;
            return 0;
        }
        forest->least_sum += least;
        for (int64_t taken = 0; taken == 0 || taken < apart; taken += UINT16_MAX) {
            for (Py_ssize_t leaf = 0; leaf < size; leaf++) {
                int64_t rest = (int64_t)own[leaf] - least - taken;
                rest = rest < 0 ? 0 : rest > UINT16_MAX ? UINT16_MAX : rest;
                table[2 * size * forest->halves + leaf] = (uint8_t)(rest & 0xFF);
                table[2 * size * forest->halves + size + leaf] = (uint8_t)(rest >> 8);
            }
            memcpy(halved + forest->halves * forest->depth, forest->questions + tree * forest->depth,
                   (size_t)forest->depth * sizeof *halved);
            forest->halves++;
        }
    }
    return 0;
}

/* Lay down the leaves of several numbers in two bytes each, where those of TREES trees add up to no more than that. */
static int lay_narrow(Forest *forest)
{
    const Py_ssize_t leaves = forest->trees << forest->depth, together = (Py_ssize_t)TREES << forest->depth;
    if (forest->width == 1)
        return 0;
    for (Py_ssize_t first = 0; first < leaves; first += together)
        for (Py_ssize_t place = 0; place < forest->width; place++) {
            int64_t sum = 0, most = 0;
            for (Py_ssize_t leaf = first; leaf < leaves && leaf < first + together; leaf++) {
                int64_t own = forest->leaves[leaf * forest->width + place];
                most = leaf % ((Py_ssize_t)1 << forest->depth) == 0 ? 0 : most;
                sum -= most; /* what its tree adds so far */
                most = own > most ? own : -own > most ? -own : most;
                sum += most;
            }
            if (sum > INT16_MAX)
                return 0;
        }
    forest->narrow = PyMem_Calloc((size_t)(leaves * forest->apart + MANY), sizeof *forest->narrow);
    if (forest->narrow == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t leaf = 0; leaf < leaves; leaf++)
        for (Py_ssize_t place = 0; place < forest->width; place++)
            forest->narrow[leaf * forest->apart + place] = (int16_t)forest->leaves[leaf * forest->width + place];
    return 0;
}

/* The same of all rows, as the caller has room for them. */
static int sum_all(int64_t *sums, const Asked *asked, Py_ssize_t rows, const Forest *forest)
{
    Py_ssize_t width = forest->width, wide = forest->wide;
    int8_t *ranks = PyMem_Malloc((size_t)(forest->count + 1) * ROWS);
    int32_t *own = PyMem_Malloc((size_t)(wide + 1) * ROWS * sizeof *own);
    int fits = ranks != NULL && own != NULL;
    for (Py_ssize_t first = 0; fits && first < rows; first += ROWS) {
        Py_ssize_t count = rows - first < ROWS ? rows - first : ROWS;
        if (forest->widely)
            sum_widely(own, asked, first, count, forest, ranks);
        else
            sum_rows(own, asked, first, count, forest, ranks);
        for (Py_ssize_t row = 0; row < count; row++)
            for (Py_ssize_t place = 0; place < width; place++)
                sums[(first + row) * width + place] = own[row * wide + place];
    }
    PyMem_Free(ranks);
    PyMem_Free(own);
    if (!fits)
        PyErr_NoMemory();
    return fits ? 0 : -1;
}

PyDoc_STRVAR(sum_doc, "sum(matrix, sums, beside, places)\n\nmatrix: [columns, rows]; beside: None or more columns of the rows "
                      "asked about, which `places`, None or [rows], tells; sums: [rows, width], filled in.");

static PyObject *forest_sum(PyObject *self, PyObject *args)
{
    static const struct { int dimensions; char kind; Py_ssize_t size; } shapes[] = {
        {2, 'f', 4}, {2, 'i', 8}, {2, 'f', 4}, {1, 'i', 8},
    };
    const Forest *forest = (const Forest *)self;
    PyObject *objects[4], *result = NULL;
    Asked asked;
    Py_buffer sums, *views[] = {&asked.matrix, &sums, &asked.beside, &asked.places};
    int held[4] = {0}, fits = 1;
    if (!PyArg_ParseTuple(args, "OOOO", &objects[0], &objects[1], &objects[2], &objects[3]))
        return NULL;
    for (int each = 0; each < 4; each++) {
        if (each >= 2 && objects[each] == Py_None)
            continue;
        if (get_numbers(objects[each], views[each], shapes[each].dimensions, shapes[each].kind, shapes[each].size,
                        each == 1) < 0)
            goto done;
        held[each] = 1;
    }
    asked.has_beside = held[2];
    asked.has_places = held[3];
    Py_ssize_t rows = held[3] ? asked.places.shape[0] : asked.matrix.shape[1];
    Py_ssize_t columns = asked.matrix.shape[0] + (held[2] ? asked.beside.shape[0] : 0);
    fits = columns >= forest->least && (!held[2] || asked.beside.shape[1] == rows) && sums.shape[0] == rows &&
           sums.shape[1] == forest->width && (rows <= 1 || sums.strides[0] == forest->width * 8);
    for (int each = 0; each < 4; each++)
        fits = fits && (each == 1 || !held[each] || !share_memory(views[each], &sums));
    for (Py_ssize_t row = 0; fits && held[3] && row < rows; row++) {
        int64_t place = ((const int64_t *)asked.places.buf)[row];
        fits = place >= 0 && place < asked.matrix.shape[1];
    }
    if (!fits)
        PyErr_SetString(PyExc_ValueError, "the trees do not fit the matrix");
    else if (sum_all(sums.buf, &asked, rows, forest) == 0)
        result = Py_NewRef(Py_None);
done:
    for (int each = 0; each < 4; each++)
        if (held[each])
            PyBuffer_Release(views[each]);
    return result;
}

/* A question as it is told: its column and threshold, and its place among all, level by level. */
typedef struct {
    int64_t column;
    float threshold;
    Py_ssize_t place;
} Told;

static int compare_told(const void *one, const void *other)
{
    const Told *first = one, *second = other;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return (first->threshold > second->threshold) - (first->threshold < second->threshold);
}

/* Fill in what is asked, from the questions in order: each threshold of a column once. */
static void rank_questions(Forest *forest, const Told *told, Py_ssize_t size)
{
    Py_ssize_t thresholds = 0;
    for (Py_ssize_t at = 0; at < size; at++) {
        const Told *own = &told[at];
        int begins = at == 0 || own->column != own[-1].column;
        if (begins || own->threshold != own[-1].threshold) {
            if (begins || thresholds - forest->columns[forest->count - 1].first == MOST_RANKS)
                forest->columns[forest->count++] = (Column){(Py_ssize_t)own->column, thresholds};
            forest->thresholds[thresholds++] = own->threshold;
        }
        Py_ssize_t tree = own->place % forest->trees, level = own->place / forest->trees;
        Py_ssize_t rank = thresholds - 1 - forest->columns[forest->count - 1].first;
        forest->questions[tree * forest->depth + level] = (Question){(uint32_t)(forest->count - 1) * ROWS, (int8_t)-rank};
    }
    forest->columns[forest->count].first = thresholds;
    forest->least = size > 0 ? (Py_ssize_t)told[size - 1].column + 1 : 0;
}

static int forest_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"columns", "thresholds", "leaves", "depth", "widely", NULL};
    static const struct { int dimensions; char kind; Py_ssize_t size; } shapes[] = {{1, 'i', 8}, {1, 'f', 4}, {2, 'i', 4}};
    Forest *forest = (Forest *)self;
    PyObject *objects[3];
    Py_buffer views[3], *columns = &views[0], *thresholds = &views[1], *leaves = &views[2];
    Told *told = NULL;
    int depth, widely = 1, held = 0, failed = 1;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OOOi|p", names, &objects[0], &objects[1], &objects[2], &depth,
                                     &widely))
        return -1;
    if (forest->columns != NULL) {
        PyErr_SetString(PyExc_TypeError, "trees are set once");
        return -1;
    }
    for (; held < 3; held++)
        if (get_numbers(objects[held], &views[held], shapes[held].dimensions, shapes[held].kind, shapes[held].size, 0) < 0)
            goto done;
    Py_ssize_t size = columns->shape[0], width = leaves->shape[1], trees = depth > 0 ? size / depth : 0;
    int fits = depth > 0 && depth <= DEEPEST && trees * depth == size && width > 0 && size < INT32_MAX / ROWS &&
               thresholds->shape[0] == size && leaves->shape[0] == trees << depth &&
               (leaves->shape[0] <= 1 || leaves->strides[0] == width * 4);
    for (Py_ssize_t at = 0; fits && at < size; at++) {
        float threshold = ((const float *)thresholds->buf)[at];
        int64_t column = ((const int64_t *)columns->buf)[at];
        fits = column >= 0 && column < INT32_MAX && threshold == threshold; /* how many columns there must be is one more */
    }
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "the trees do not fit each other");
        goto done;
    }
    told = PyMem_Calloc((size_t)size + 1, sizeof *told);
    forest->columns = PyMem_Calloc((size_t)size + 1, sizeof *forest->columns);
    forest->thresholds = PyMem_Calloc((size_t)size + 1, sizeof *forest->thresholds);
    forest->questions = PyMem_Calloc((size_t)size + 1, sizeof *forest->questions);
    forest->leaves = PyMem_Calloc((size_t)(leaves->shape[0] * width + 1), sizeof *forest->leaves);
    if (told == NULL || forest->columns == NULL || forest->thresholds == NULL || forest->questions == NULL ||
        forest->leaves == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t at = 0; at < size; at++)
        told[at] = (Told){((const int64_t *)columns->buf)[at], ((const float *)thresholds->buf)[at], at};
    qsort(told, (size_t)size, sizeof *told, compare_told);
    forest->depth = depth;
    forest->width = width;
    forest->trees = trees;
    forest->apart = (width + FEW - 1) / FEW * FEW;
    forest->wide = width == 1 ? 1 : width <= FEW ? FEW : (width + MANY - 1) / MANY * MANY;
    memcpy(forest->leaves, leaves->buf, (size_t)(leaves->shape[0] * width) * sizeof *forest->leaves);
    rank_questions(forest, told, size);
    forest->widely = widely && has_wide_registers();
    failed = lay_narrow(forest) < 0 || (forest->widely && lay_bytes(forest) < 0);
done:
    PyMem_Free(told);
    while (held-- > 0)
        PyBuffer_Release(&views[held]);
    return failed ? -1 : 0;
}

static void forest_free(PyObject *self)
{
    Forest *forest = (Forest *)self;
    PyMem_Free(forest->columns);
    PyMem_Free(forest->thresholds);
    PyMem_Free(forest->questions);
    PyMem_Free(forest->leaves);
    PyMem_Free(forest->narrow);
    PyMem_Free(forest->bytes);
    PyMem_Free(forest->halved);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef forest_methods[] = {
    {"sum", forest_sum, METH_VARARGS, sum_doc},
    {NULL, NULL, 0, NULL},
};

PyTypeObject ForestType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "dateline.article.native._native.Forest",
    .tp_basicsize = sizeof(Forest),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = PyDoc_STR("Forest(columns, thresholds, leaves, depth, widely=True)\n\ncolumns, thresholds: of all trees' "
                        "questions, level by level; leaves: [trees << depth, width]; widely: whether wide registers "
                        "may be used."),
    .tp_new = PyType_GenericNew,
    .tp_init = forest_init,
    .tp_dealloc = forest_free,
    .tp_methods = forest_methods,
};
