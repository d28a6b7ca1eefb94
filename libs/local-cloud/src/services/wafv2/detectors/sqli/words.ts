/**
 * What a word is in SQL, as one letter of a signature (see `lexer.ts`). Words that are not here are names: `w`.
 *
 * `U` union, `A` all/distinct, `E` select, `R` from, `W` where, `J` join, `B` order by/group by, `H` having, `L` limit,
 * `I` insert, `T` into, `V` values, `P` update, `X` set, `Y` delete, `K` drop/truncate/alter, `O` table/database/schema,
 * `Q` exec/declare/…, `q` waitfor delay, `u` into outfile, `Z` case when, `t` true/false/null, `l` and/or/xor,
 * `~` a comparison that is a word, `!` not.
 */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'all distinct distinctrow',
  B: 'order group',
  E: 'select',
  H: 'having',
  I: 'insert replace',
  J: 'join inner outer',
  K: 'drop truncate alter',
  L: 'limit offset',
  O: 'table database schema',
  P: 'update',
  Q: 'exec execute declare shutdown',
  R: 'from',
  T: 'into',
  U: 'union intersect except',
  V: 'values',
  W: 'where',
  X: 'set',
  Y: 'delete',
  l: 'and or xor',
  t: 'true false null',
  '!': 'not binary',
  '~': 'like rlike ilike regexp glob between in is div mod sounds similar',
};

export const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(LETTERS).flatMap(([letter, words]) => words.split(' ').map((word) => [word, letter] as const)),
);

/** Pairs of words that mean something only together; the first words alone are names. */
export const PAIRS: ReadonlyMap<string, string> = new Map([
  ['order by', 'B'],
  ['group by', 'B'],
  ['into outfile', 'u'],
  ['into dumpfile', 'u'],
  ['waitfor delay', 'q'],
  ['waitfor time', 'q'],
  ['case when', 'Z'],
]);

/** Functions that an injection asks about the database with; letter `f`, and only when a parenthesis follows. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'ascii avg cast char char_length chr coalesce concat concat_ws convert count current_user database db_name decode ' +
    'elt exists floor group_concat hex host_name if ifnull iif instr isnull json_extract left length lower lpad ltrim ' +
    'make_set max md5 mid min name_const nullif object_id ord quote rand reverse right rpad schema sha1 sqlite_version ' +
    'string_agg substr substring suser_name system_user sum to_char trim unhex upper user user_name version'
  ).split(' '),
);

/** Functions that are an attack by being called: they wait, read files, or speak through errors and the network. `F`. */
export const DANGEROUS_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'analyse benchmark bulk_insert ctxsys.drithsx.sn dbms_lock.sleep dbms_pipe.receive_message dbms_ldap.init ' +
    'dbms_xmlgen.getxml extractvalue httpuritype load_extension load_file lo_import openquery openrowset ' +
    'pg_ls_dir pg_read_file pg_sleep pg_sleep_for randomblob sleep sqlite_load_extension updatexml ' +
    'utl_http.request utl_inaddr.get_host_address xmltype'
  ).split(' '),
);
