using Aegis.Streams.Policy;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>Faults of documents, each with its place and the way out.</summary>
public sealed class PolicyFaultTests
{
    private const string NumberBound = "a number may have at most 1024 characters, and no digit more than 1000 places from the point";

    /// <summary>What does not have its shape, as the schema knows too.</summary>
    public static TheoryData<string, string[]> Shapes => new()
    {
        { "- agent: a\n", ["1:1: a policy must be a mapping with `kind: Policy` or `agent`, not a list"] },
        { "x\n", [" a policy must be a mapping with `kind: Policy` or `agent`, not a text"] },
        { "{}\n", ["1:1: key `apiVersion` is missing", "1:1: key `kind` is missing", "1:1: key `name` is missing"] },
        { "name: quotes\n", ["1:1: key `apiVersion` is missing", "1:1: key `kind` is missing"] },
        { "agnt: a\nallowed_tools: []\n", ["1:1: unknown key `agnt` in a policy; did you mean `agent`?", "1:1: key `agent` is missing"] },
        { "apiVersion: aegis/v2\nkind: Policy\nname: q\n", ["1:13: `apiVersion` must be aegis/v1, not `aegis/v2`; did you mean `aegis/v1`?"] },
        { "apiVersion: aegis/v1\nkind: policy\nname: q\n", ["2:7: `kind` must be Policy, not `policy`; did you mean `Policy`?"] },
        { "apiVersion: aegis/v1\nkind: Policy\n", ["1:1: key `name` is missing"] },
        { General("rule: []\n"), ["4:1: unknown key `rule` in a policy; did you mean `rules`?"] },
        { General("rules: {}\n"), ["4:8: `rules` must be a list, not a mapping"] },
        { General("rules: [x]\n"), ["4:9: a rule must be a mapping with the keys id, effect, mode, description, who, what, when, unless, accepts, unknown_parameters, catalog, dlp, approval, on_error, code, message, hint, docs, not `x`"] },
        { General("rules:\n  - id: r\n"), ["5:5: key `effect` is missing"] },
        { General("rules:\n  - effect: permit\n"), ["5:5: key `id` is missing"] },
        { "apiVersion: aegis/v1\nkind: Policy\nname: Quotes\n", ["3:7: `name` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `Quotes`"] },
        { "apiVersion: aegis/v1\nkind: Policy\nname: 5\n", ["3:7: `name` must be a text, not the number `5`; put it in quotes"] },
        { "apiVersion: aegis/v1\nkind: Policy\nname: true\n", ["3:7: `name` must be a text, not the truth value `true`; put it in quotes"] },
        { "apiVersion: aegis/v1\nkind: Policy\nname:\n", ["3:6: `name` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not nothing"] },
        { General("tenant: A B\n"), ["4:9: `tenant` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `A B`"] },
        { General("mode: enforced\n"), ["4:7: `mode` must be one of enforce, observe, not `enforced`; did you mean `enforce`?"] },
        { General("docs: wiki\n"), ["4:7: `docs` must be an address that begins with https:// or http://, of at most 512 characters, not `wiki`"] },
        { General("description: [x]\n"), ["4:14: `description` must be a text of 0 to 4096 characters, not a list"] },
        { General("narrows: []\ntenant: acme\n"), ["4:10: `narrows` is empty; list something, or remove the key"] },
        { General("narrows: ['a b']\ntenant: acme\n"), ["4:11: `narrows` must be 1 to 128 characters of A-Z a-z 0-9 . _ / : - with * or ** as wildcards, at most 4 of them, not `a b`"] },
        { General("defaults: {}\n"), ["4:11: `defaults` is empty; write at least one of who, what, approval, message, hint"] },
        { General("defaults: {effect: permit}\n"), ["4:12: unknown key `effect` in `defaults`"] },
        { General("fragments: []\n"), ["4:12: `fragments` must be a mapping, not a list"] },
        { General("fragments: {'A': [{parameter: x}]}\n"), ["4:13: a fragment must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `A`"] },
        { General("fragments: {a: []}\n"), ["4:16: `a` is empty; list something, or remove the key"] },
        { General("tools: [{actions: a}]\n"), ["4:9: key `name` is missing"] },
        { General("tools: [{name: t, class: reed}]\n"), ["4:26: `class` must be one of write, read, expensive, not `reed`; did you mean `read`?"] },
        { General("tools: [{name: t, parameters: {'a b': {}}}]\n"), ["4:32: a parameter must be a path such as discount_percent, customer.country or items[*].sku, not `a b`"] },
        { General("tools: [{name: t, parameters: {a: {min_lenght: 1}}}]\n"), ["4:36: unknown key `min_lenght` in the tests of a parameter; did you mean `min_length`?"] },
        { General("tools: [{name: t, parameters: {a: x}}]\n"), ["4:35: the tests of a parameter must be a mapping with the keys match, optional, type, min, max, above, below, decimals, equals, in, not_in, min_length, max_length, pattern, not_pattern, search_pattern, not_search_pattern, starts_with, ends_with, min_items, max_items, not_before, not_after, min_duration, max_duration, egress, present, not `x`"] },
        { Rule("mode: true"), ["7:11: `mode` must be one of enforce, observe, not `true`"] },
        { Rule("who: {}"), ["7:10: `who` is empty; write at least one of agents, groups, roles, tenants"] },
        { Rule("who: {agent: a}"), ["7:11: unknown key `agent` in `who`; did you mean `agents`?"] },
        { Rule("who: {agents: []}"), ["7:19: `agents` is empty; list something, or remove the key"] },
        { Rule("who: {agents: ['***']}"), ["7:20: `agents` must be 1 to 128 characters of A-Z a-z 0-9 . _ / : - with * or ** as wildcards, at most 4 of them, not `***`"] },
        { Rule("what: {tools: [[a]]}"), ["7:20: `tools` must be 1 to 128 characters of A-Z a-z 0-9 . _ / : - with * or ** as wildcards, at most 4 of them, not a list"] },
        { Rule("what: {class: [write, admin]}"), ["7:27: `class` must be one of write, read, expensive, not `admin`"] },
        { Rule("when: {parameter: x}"), ["7:11: `when` must be a list, not a mapping"] },
        { When(""), ["7:11: `when` is empty; list something, or remove the key"] },
        { When("x"), ["7:12: a condition must be a mapping with one of the keys parameter, compare, money, time, egress, attribute, environment, any, all, not, fragment, not `x`"] },
        { When("{}"), ["7:12: a condition needs one of the keys parameter, compare, money, time, egress, attribute, environment, any, all, not, fragment"] },
        { When("{paramter: x}"), ["7:12: a condition needs one of the keys parameter, compare, money, time, egress, attribute, environment, any, all, not, fragment; did you mean `parameter`?"] },
        { Rule("unless: []"), ["7:13: `unless` is empty; list something, or remove the key"] },
        { Rule("code: Large"), ["7:11: `code` must be 1 to 64 characters of a-z 0-9 _, the first a letter, not `Large`"] },
        { Rule("code: policy.large"), ["7:11: `code` must be 1 to 64 characters of a-z 0-9 _, the first a letter, not `policy.large`"] },
        { Rule("message: ''"), ["7:14: `message` must be a text of 1 to 512 characters, not an empty text"] },
        { Rule("message: '" + new string('x', 513) + "'"), ["7:14: `message` must be a text of 1 to 512 characters, not a text of 513 characters"] },
        { Rule("hint: 5"), ["7:11: `hint` must be a text, not the number `5`; put it in quotes"] },
        { Rule("docs: ftp://x"), ["7:11: `docs` must be an address that begins with https:// or http://, of at most 512 characters, not `ftp://x`"] },
        { Rule("accepts: ['a..b']", "permit"), ["7:15: `accepts` must be a path such as discount_percent, customer.country or items[*].sku, not `a..b`"] },
        { Rule("on_error: true", "permit"), ["7:15: `on_error` must be one of deny, allow, not `true`"] },
        { Rule("catalog: {price: p}", "permit"), ["7:14: key `sku` is missing"] },
        { Rule("catalog: {sku: '[*]'}", "permit"), ["7:20: `sku` must be a path such as discount_percent, customer.country or items[*].sku, not `[*]`"] },
        { Rule("approval: {}", "require_approval"), ["7:15: `approval` is empty; write at least one of group, expires, quorum"] },
        { Rule("approval: {quorum: 0}", "require_approval"), ["7:24: `quorum` must be a number without a fraction from 1 to 10, not `0`"] },
        { Rule("approval: {quorum: 1.5}", "require_approval"), ["7:24: `quorum` must be a number without a fraction from 1 to 10, not `1.5`"] },
        { Rule("approval: {quorum: '1'}", "require_approval"), ["7:24: `quorum` must be a number without a fraction from 1 to 10, not a text"] },
        { Rule("approval: {expires: 4h}", "require_approval"), ["7:25: `expires` must be a duration of ISO 8601 in weeks, days, hours, minutes and seconds, such as P30D or PT1H30M, not `4h`"] },
        { Rule("approval: {group: ''}", "require_approval"), ["7:23: `group` must be 1 to 64 characters without control characters, not an empty text"] },
        { Rule("dlp: {parameters: [a]}", "sanitize"), ["7:10: key `profile` is missing"] },
        { General("rules:\n  - id: r\n    effect: deny\n"), ["6:13: `effect` must be one of permit, forbid, require_approval, sanitize, not `deny`"] },
        { Rule("ids: r2"), ["7:5: unknown key `ids` in a rule; did you mean `id`?"] },
        { General("rules:\n  - id: Rule\n    effect: permit\n  - id: s\n    effect: permitt\n    wen: []\n"), ["5:9: `id` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `Rule`", "8:13: `effect` must be one of permit, forbid, require_approval, sanitize, not `permitt`; did you mean `permit`?", "9:5: unknown key `wen` in a rule; did you mean `when`?"] },
    };

    /// <summary>Conditions that do not have their shape.</summary>
    public static TheoryData<string, string[]> ConditionShapes => new()
    {
        { When("{parameter: x, min: a}"), ["7:32: `min` must be a number without quotes, not `a`"] },
        { When("{parameter: x, min: '1'}"), ["7:32: `min` must be a number without quotes, not a text"] },
        { When("{parameter: x, decimals: 31}"), ["7:37: `decimals` must be a number without a fraction from 0 to 30, not `31`"] },
        { When("{parameter: x, min_length: -1}"), ["7:39: `min_length` must be a number without a fraction from 0 to 1048576, not `-1`"] },
        { When("{parameter: x, max_items: 1.5}"), ["7:38: `max_items` must be a number without a fraction from 0 to 1048576, not `1.5`"] },
        { When("{parameter: x, type: text}"), ["7:33: `type` must be one of string, number, integer, boolean, object, array, null, not `text`"] },
        { When("{parameter: x, type: null}"), ["7:33: `type` must be a text, not nothing; write \"null\" in quotes"] },
        { When("{parameter: x, optional: 1}"), ["7:37: `optional` must be true or false, not `1`"] },
        { When("{parameter: x, match: all}"), ["7:34: `match` must be one of every, any, not `all`"] },
        { When("{parameter: x, equals: null}"), ["7:35: `equals` must be a text, a number, true or false, not nothing; for null, write `type: \"null\"`"] },
        { When("{parameter: x, equals: [1]}"), ["7:35: `equals` must be a text, a number, true or false, not a list"] },
        { When("{parameter: x, in: [[1]]}"), ["7:32: `in` must be a text, a number, true or false, not a list"] },
        { When("{parameter: x, in: []}"), ["7:31: `in` is empty; list something, or remove the key"] },
        { When("{parameter: x, in: [1, null]}"), ["7:35: `in` must be a text, a number, true or false, not nothing; for null, write `type: \"null\"`"] },
        { When("{parameter: '', min: 1}"), ["7:24: `parameter` must be a path such as discount_percent, customer.country or items[*].sku, not an empty text"] },
        { When("{parameter: '[*].x', min: 1}"), ["7:24: `parameter` must be a path such as discount_percent, customer.country or items[*].sku, not `[*].x`"] },
        { When("{parameter: x, starts_with: ''}"), ["7:40: `starts_with` must be a text of 1 to 1024 characters, not an empty text"] },
        { When("{parameter: x, not_before: yesterday}"), ["7:39: `not_before` must be a date such as \"2026-01-31\", an instant such as \"2026-01-31T08:00:00Z\", now, now+P30D or now-PT1H, not `yesterday`"] },
        { When("{parameter: x, not_after: now+1D}"), ["7:38: `not_after` must be a date such as \"2026-01-31\", an instant such as \"2026-01-31T08:00:00Z\", now, now+P30D or now-PT1H, not `now+1D`"] },
        { When("{parameter: x, min_duration: P1M}"), ["7:41: `min_duration` must be a duration of ISO 8601 in weeks, days, hours, minutes and seconds, such as P30D or PT1H30M, not `P1M`"] },
        { When("{parameter: x, max_duration: PT}"), ["7:41: `max_duration` must be a duration of ISO 8601 in weeks, days, hours, minutes and seconds, such as P30D or PT1H30M, not `PT`"] },
        { When("{parameter: x, mim: 1}"), ["7:27: unknown key `mim` in a parameter condition; did you mean `min`?"] },
        { When("{parameter: x, compare: a == 1}"), ["7:27: a condition has `parameter` and `compare`; make two items of it"] },
        { When("{any: []}"), ["7:18: `any` is empty; list something, or remove the key"] },
        { When("{any: {parameter: x}}"), ["7:18: `any` must be a list, not a mapping"] },
        { When("{not: [{parameter: x}]}"), ["7:18: a condition must be a mapping with one of the keys parameter, compare, money, time, egress, attribute, environment, any, all, not, fragment, not a list"] },
        { When("{all: x}"), ["7:18: `all` must be a list, not `x`"] },
        { When("{money: {amount: a, currency: c}}"), ["7:20: key `limits` is missing"] },
        { When("{money: {amount: a, currency: c, limits: {}}}"), ["7:53: `limits` is empty; name a currency, or remove the key"] },
        { When("{money: {amount: a, currency: c, limits: {euro: {max: 1}}}}"), ["7:54: a currency must be a currency code of ISO 4217 such as EUR, not `euro`"] },
        { When("{money: {amount: a, currency: c, limits: {EUR: {}}}}"), ["7:59: the bounds of a currency is empty; write at least one of min, max"] },
        { When("{money: {amount: a, currency: c, limits: {EUR: 5}}}"), ["7:59: the bounds of a currency must be a mapping with the keys min, max, not `5`"] },
        { When("{time: {days: mon}}"), ["7:19: key `zone` is missing"] },
        { When("{time: {zone: UTC, days: [monday]}}"), ["7:38: `days` must be one of mon, tue, wed, thu, fri, sat, sun, not `monday`; did you mean `mon`?"] },
        { When("{time: {zone: UTC, from: '8:00'}}"), ["7:37: `from` must be a time of day such as \"08:00\", not `8:00`"] },
        { When("{time: {zone: UTC, to: '24:01'}}"), ["7:35: `to` must be a time of day such as \"08:00\", not `24:01`"] },
        { When("{attribute: ''}"), ["7:24: `attribute` must be 1 to 128 characters without control characters, not an empty text"] },
        { When("{environment: [Prod]}"), ["7:27: `environment` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `Prod`"] },
        { When("{fragment: A}"), ["7:23: `fragment` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `A`"] },
        { When("{egress: []}"), ["7:21: `egress` is empty; list something, or remove the key"] },
    };

    /// <summary>What has its shape and makes no sense.</summary>
    public static TheoryData<string, string[]> Meanings => new()
    {
        { "agent: a\ntenant: acme\nallowed_tools: []\nnarrows: [a+b]\n", ["4:1: unknown key `narrows` in a policy"] },
        { When("{parameter: x, min: 5, max: 4}"), ["7:40: no number passes `min` 5 and `max` 4"] },
        { When("{parameter: x, above: 5, below: 5}"), ["7:44: no number passes `above` 5 and `below` 5"] },
        { When("{parameter: x, min: 5, below: 5.0}"), ["7:42: no number passes `min` 5 and `below` 5"] },
        { When("{parameter: x, min: 1, above: 1}"), ["7:42: `min` and `above` are both lower bounds; keep one"] },
        { When("{parameter: x, max: 1, below: 1}"), ["7:42: `max` and `below` are both upper bounds; keep one"] },
        { When("{parameter: x, max: 1e1000}"), [$"7:32: `max` holds a number that is too long or too large; {NumberBound}"] },
        { When("{parameter: x, min: -1e-1001}"), [$"7:32: `min` holds a number that is too long or too large; {NumberBound}"] },
        { When("{parameter: x, in: [1, 1e100000]}"), [$"7:35: `in` holds a number that is too long or too large; {NumberBound}"] },
        { When("{compare: x <= 1e100000}"), [$"7:27: `compare`: `1e100000` is too long or too large: {NumberBound}"] },
        { When("{parameter: x, min_length: 5, max_length: 4}"), ["7:54: `max_length` 4 is below `min_length` 5, so no value passes"] },
        { When("{parameter: x, min_items: 2, max_items: 1}"), ["7:52: `max_items` 1 is below `min_items` 2, so no value passes"] },
        { When("{parameter: x, min_duration: PT2H, max_duration: PT90M}"), ["7:61: `max_duration` is shorter than `min_duration`, so no value passes"] },
        { When("{parameter: x, not_before: now, not_after: now-P1D}"), ["7:55: `not_after` is before `not_before`, so no value passes"] },
        { When("{parameter: x, not_before: \"2026-02-01\", not_after: \"2026-01-01\"}"), ["7:64: `not_after` is before `not_before`, so no value passes"] },
        { When("{parameter: x, type: number, min_length: 1}"), ["7:53: `min_length` is for texts and `type` for numbers, so no value passes both"] },
        { When("{parameter: x, min: 1, pattern: a}"), ["7:44: `pattern` is for texts and `min` for numbers, so no value passes both"] },
        { When("{parameter: x, type: string, equals: 5}"), ["7:49: `equals` is for numbers and `type` for texts, so no value passes both"] },
        { When("{parameter: x, type: boolean, max_items: 1}"), ["7:53: `max_items` is for arrays and `type` for true and false, so no value passes both"] },
        { When("{parameter: x, equals: 1, in: [1, 2]}"), ["7:42: `equals` and `in` both list the values; keep one"] },
        { When("{parameter: x, in: [a], not_in: [1]}"), ["7:44: `not_in` is for numbers and `in` for texts, so no value passes both"] },
        { When("{parameter: x, match: any}"), ["7:34: `match` needs `[*]` in the path, and `x` has none"] },
        { When("{parameter: x, present: false, min: 1}"), ["7:43: `min` beside `present: false`: what must be absent has nothing to test; remove one"] },
        { When("{parameter: x, present: false, optional: true}"), ["7:43: `optional` beside `present: false`: what must be absent has nothing to test; remove one"] },
        { When("{parameter: x, present: true, optional: true}"), ["7:36: `present: true` and `optional: true` contradict each other; remove one"] },
        { When("{parameter: x, pattern: 'a(b'}"), ["7:38: `pattern`: the group is not closed; write `)` at its end, or `\\(` for the character itself"] },
        { When("{parameter: x, pattern: a(b}"), ["7:37: `pattern`: the group is not closed; write `)` at its end, or `\\(` for the character itself"] },
        { When("{parameter: x, search_pattern: \"a\\\\d(b\"}"), ["7:43: `search_pattern`: the group is not closed; write `)` at its end, or `\\(` for the character itself"] },
        { When("{parameter: x, not_pattern: 'a{2000}'}"), ["7:42: `not_pattern`: a bound may be at most 1000; use the length constraint for long values"] },
        { When("{parameter: x, pattern: '(?=a)'}"), ["7:37: `pattern`: `(?=` is look-ahead, which is not supported; add a second constraint instead"] },
        { When("{parameter: x, egress: [https://*]}"), ["7:36: this is no entry of an allow-list; only `*.` before the host is a wildcard, such as `https://*.example.com`; list other hosts one by one"] },
        { When("{egress: [ftp//x, 'https://api.example.com/*']}"), ["7:22: this is no entry of an allow-list; begin with a scheme and a host, such as https://api.example.com/", "7:30: this is no entry of an allow-list; leave out `*` in the path: a path covers everything below it"] },
        { When("{compare: a}"), ["7:22: `compare`: nothing is compared; add one of == != < <= > >= and a number"] },
        { When("{compare: a = 1}"), ["7:24: `compare`: `=` is no comparison; write `==`"] },
        { When("{compare: 'a == 1 == 2'}"), ["7:30: `compare`: a second comparison; write it as a condition of its own"] },
        { When("{compare: '(a + 1 == 2'}"), ["7:30: `compare`: expected `)`, not `=`"] },
        { When("{compare: 'a + == 2'}"), ["7:27: `compare`: expected a number or a parameter, not `=`"] },
        { When("{compare: 'items[*].x == 2'}"), ["7:28: `compare`: a comparison takes single values; `[*]` stands for many"] },
        { When("{compare: a-b <= 2}"), ["7:23: `compare`: put blanks around `-` for a difference, or write a parameter with `-` in its name as [\"a-...\"]"] },
        { When("{compare: 'a / b == 2'}"), ["7:25: `compare`: expected one of + - * == != < <= > >=, not `/`"] },
        { When("{compare: '2x == 2'}"), ["7:23: `compare`: `2x` is no number of JSON; a parameter of this name is written as [\"2x\"]"] },
        { When("{compare: a == 1 && b == 2}"), ["7:29: `compare`: a second comparison; write it as a condition of its own"] },
        { When("{compare: 'a == 1)'}"), ["7:29: `compare`: unexpected `)`; expected an operator or the end"] },
        { When("{compare: '[\"a == 1'}"), ["7:23: `compare`: this bracket is never closed"] },
        { When("{compare: 'a. == 1'}"), ["7:25: `compare`: expected a name after `.`"] },
        { When("{compare: '1.e5 == a'}"), ["7:23: `compare`: `1.e5` is no number of JSON; a parameter of this name is written as [\"1.e5\"]"] },
        { When("{compare: ''}"), ["7:22: `compare` must be a text of 1 to 65536 characters, not an empty text"] },
        { When("{money: {amount: \"items[*].a\", currency: c, limits: {EUR: {max: 1}}}}"), ["7:29: `amount` must be a single parameter, and `items[*].a` stands for many"] },
        { When("{money: {amount: a, currency: c, limits: {EUR: {min: 2, max: 1}}}}"), ["7:73: no amount passes `min` 2 and `max` 1"] },
        { When("{time: {zone: Europe/Berln, days: mon}}"), ["7:26: unknown time zone `Europe/Berln`; did you mean `Europe/Berlin`?"] },
        { When("{time: {zone: CET+1, days: mon}}"), ["7:26: unknown time zone `CET+1`; did you mean `CET`?"] },
        { When("{time: {zone: UTC}}"), ["7:19: the window is the whole week; add `days`, `from` or `to`"] },
        { When("{attribute: a, equals: x, in: [z]}"), ["7:42: `equals` and `in` beside each other; keep one, or make two conditions of it"] },
        { When("{attribute: a, optional: true}"), ["7:37: `optional: true` without values tests nothing; remove it"] },
        { When("{fragment: f}"), ["7:23: unknown fragment `f`; add it to `fragments`"] },
        { General("fragments:\n  one: [{fragment: two}]\n  two: [{parameter: x}]\nrules:\n  - {id: r, effect: forbid, when: [{fragment: tow}, {fragment: zzzzz}]}\n"), ["5:20: fragment `two` is not defined yet; a fragment may use those before it; move it up", "8:47: unknown fragment `tow`; there are one, two", "8:64: unknown fragment `zzzzz`; there are one, two"] },
        { General("fragments:\n  one: [{fragment: one}]\n"), ["5:20: fragment `one` is not defined yet; a fragment may use those before it; move it up"] },
        { Rule("accepts: [a]"), ["7:5: `accepts` belongs to `effect: permit`, and this rule has `forbid`; remove it"] },
        { Rule("unknown_parameters: allow"), ["7:5: `unknown_parameters` belongs to `effect: permit`, and this rule has `forbid`; remove it"] },
        { Rule("catalog: {sku: a}", "sanitize"), ["6:13: `effect: sanitize` needs `dlp`; add `dlp: {profile: ...}`", "7:5: `catalog` belongs to `effect: permit`, and this rule has `sanitize`; remove it"] },
        { Rule("on_error: allow", "require_approval"), ["7:5: `on_error` belongs to `effect: permit`, and this rule has `require_approval`; remove it"] },
        { Rule("approval: {quorum: 2}", "permit"), ["7:5: `approval` belongs to `effect: require_approval`, and this rule has `permit`; remove it"] },
        { Rule("dlp: {profile: p}", "permit"), ["7:5: `dlp` belongs to `effect: sanitize`, and this rule has `permit`; remove it"] },
        { Rule("message: x", "sanitize"), ["6:13: `effect: sanitize` needs `dlp`; add `dlp: {profile: ...}`"] },
        { Rule("approval: {expires: PT30S}", "require_approval"), ["7:25: `expires` must be from PT1M to P30D"] },
        { Rule("approval: {expires: P31D}", "require_approval"), ["7:25: `expires` must be from PT1M to P30D"] },
        { Rule("catalog: {sku: \"items[*].sku\", price: price}", "permit"), ["7:43: `price` must be in the same array as `sku`, as in `items[*].price`"] },
        { Rule("catalog: {sku: sku, price: p, optional: [price, discount]}", "permit"), ["7:45: `optional` names `discount`, which this catalog check does not look at; add `discount: PARAMETER`, or leave it out here"] },
        { Rule("catalog: {sku: sku, price: p, optional: sku}", "permit"), ["7:45: `optional` must be one of price, currency, discount, not `sku`"] },
        { Rule("catalog: {sku: sku, price: \"items[*].price\"}", "permit"), ["7:32: `price` must be a single parameter, as `sku` is"] },
        { Rule("catalog: {sku: \"a[*].b[*].sku\"}", "permit"), ["7:20: `sku` may have one `[*]`; check nested items in a catalog of their own"] },
        { General("tenant: acme\nrules:\n  - {id: r, effect: forbid, who: {tenants: acme}}\n"), ["6:35: `tenants` in a policy of tenant `acme`: all its rules speak of that tenant alone; remove it"] },
        { General("tenant: acme\ndefaults: {who: {tenants: acme}}\nrules:\n  - {id: r, effect: forbid}\n"), ["5:18: `tenants` in a policy of tenant `acme`: all its rules speak of that tenant alone; remove it"] },
        { General("narrows: a\n"), ["4:1: `narrows` without `tenant`: only the policies of a tenant narrow the base; add `tenant`, or remove it"] },
        { "agent: a\nkind: Policy\nallowed_tools: []\n", ["2:1: `apiVersion` and `kind` go together; add the other, or remove it"] },
        { "agent: a\nallowed_tools: [{name: t, actions: [x, x]}]\n", ["2:40: action `x` of tool `t` was allowed before; one rule must speak for it"] },
        { "agent: a\nallowed_tools: [{name: t, actions: []}]\n", ["2:36: `actions` is empty; list something, or remove the key"] },
        { "agent: a\nallowed_tools: [{name: 't*', actions: x}]\n", ["2:24: `name` must be 1 to 128 characters of A-Z a-z 0-9 . _ / : -, not `t*`"] },
        { "agent: a\nallowed_tools: [{name: t, actions: x, conditions: {max_discount_percent: 101}}]\n", ["2:74: `max_discount_percent` must be a number from 0 to 100 without quotes, not `101`"] },
        { "agent: a\nallowed_tools: [{name: t, actions: x, conditions: {require_cannonical_sku: true}}]\n", ["2:52: unknown key `require_cannonical_sku` in conditions; did you mean `require_canonical_sku`?"] },
        { "agent: a\nallowed_tools: [{name: t, actions: x, rules: []}]\n", ["2:39: unknown key `rules` in an allowed tool"] },
        { "agent: a\nallowed_tool: []\n", ["1:1: key `allowed_tools` is missing", "2:1: unknown key `allowed_tool` in a policy; did you mean `allowed_tools`?"] },
        { General("rules:\n  - {id: r, effect: forbid}\n  - {id: r, effect: permit}\n"), ["6:10: rule `quotes/r` exists already, at p.yaml:5; rename it"] },
        { General("rules: []\n---\napiVersion: aegis/v1\nkind: Policy\nname: quotes\nrules: []\n"), ["6:1: policy `quotes` exists already, at p.yaml:1; rename it, or merge the two"] },
        { General("tools:\n  - {name: crm}\n  - {name: [x, crm]}\n"), ["6:16: tool `crm` is declared for these actions in line 5 already; merge the two"] },
        { General("tools:\n  - {name: crm, actions: [a, b]}\n  - {name: crm, actions: [b, a]}\n"), ["6:12: tool `crm` is declared for these actions in line 5 already; merge the two"] },
        { General("tools:\n  - {name: crm, class: read}\n  - {name: \"c*\", actions: a, class: write}\n"), ["6:12: tool `c*` is declared `class: write`, and `crm` at p.yaml:5 is `class: read`; a tool has one class"] },
        { General("rules:\n  - {id: r, effect: permit, what: {tools: crm}, on_error: allow}\n"), ["5:49: rule `quotes/r` has `on_error: allow`, and tool `crm` is not declared `class: read` for all its actions; declare it, or remove `on_error`"] },
        { General("tools: [{name: crm, actions: a, class: read}]\nrules:\n  - {id: r, effect: permit, what: {tools: crm}, on_error: allow}\n"), ["6:49: rule `quotes/r` has `on_error: allow`, and tool `crm` is not declared `class: read` for all its actions; declare it, or remove `on_error`"] },
        { General("tools: [{name: \"**\", class: read}, {name: crm, actions: write, class: read}]\nrules:\n  - {id: r, effect: permit, on_error: allow}\n---\napiVersion: aegis/v1\nkind: Policy\nname: other\ntenant: acme\ntools: [{name: crm, class: write}]\nrules:\n  - {id: r, effect: permit, on_error: allow}\n"), ["12:16: tool `crm` is declared `class: write`, and `crm` at p.yaml:4 is `class: read`; a tenant cannot change a class of the base", "14:29: rule `acme/other/r` has `on_error: allow`, and tool `crm` is declared `class: write`; leave it out of `what`"] },
        { Rule("when: [" + Many(65) + "]"), ["7:11: `when` has 65 items, more than 64"] },
        { General("fragments: {f: [" + Many(33) + "]}\nrules:\n  - {id: r, effect: forbid, when: [{fragment: f}, {fragment: f}]}\n"), ["6:10: rule `r` has 66 conditions, with fragments written out; 64 are allowed"] },
        { When("{not: {not: {not: {not: {not: {not: {not: {not: {not: {parameter: x}}}}}}}}}}"), ["5:9: the conditions of rule `r` nest 10 levels deep, with fragments written out; 8 are allowed"] },
    };

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(ConditionShapes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Meanings), DisableDiscoveryEnumeration = true)]
    public void Fault_IsNamedWithItsPlaceAndTheWayOut(string text, string[] errors) =>
        Assert.Equal(errors.Select(error => $"p.yaml:{error}"), PolicyLoader.LoadDocuments([new PolicySource("p.yaml", text)]).Errors.Select(error => error.ToString()));

    [Fact]
    public void FaultsOfSeveralFiles_AreToldAtOnce() => Assert.Equal(
        ["p0.yaml:1:8: `agent` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `A`", "p1.yaml:1:1: key `agent` is missing"],
        PolicyTexts.Errors("agent: A\nallowed_tools: []\n", "allowed_tools: []\n"));

    [Fact]
    public void SoundRules_AreReadBesideFaultyOnes() => Assert.Equal(
        ["p0.yaml:5:29: unknown key `wen` in a rule; did you mean `when`?", "p0.yaml:6:47: unknown fragment `f`; add it to `fragments`"],
        PolicyTexts.Errors(General("rules:\n  - {id: a, effect: permit, wen: []}\n  - {id: b, effect: permit, when: [{fragment: f}]}\n")));

    [Fact]
    public void SameRuleInTwoLayers_IsFoundAcrossFiles() => Assert.Equal(
        ["p1.yaml:5:9: rule `acme/quotes/r` exists already, at p0.yaml:2; rename it"],
        PolicyTexts.Errors("agent: acme\nallowed_tools: [{name: quotes, actions: r}]\n", "apiVersion: aegis/v1\nkind: Policy\nname: quotes\nrules:\n  - id: r\n    effect: forbid\ntenant: acme\n"));

    [Fact]
    public void MoreToolsThanASetMayDeclare_AreRefused()
    {
        // A list has at most 1,000 names.
        static string Tools(string tool, int count) => $"tools:\n{string.Concat(Enumerable.Range(0, count).Chunk(1_000).Select(chunk => $"  - {{name: [{string.Join(", ", chunk.Select(index => $"{tool}{index}"))}]}}\n"))}";
        var most = $"{PolicyTexts.Header}tenant: acme\n{Tools("b", 5_000)}";

        Assert.Empty(PolicyTexts.Errors(General(Tools("a", 5_000)), most));
        Assert.Equal(["p1.yaml: the set declares 10001 tools; 10000 are allowed"], PolicyTexts.Errors(General(Tools("a", 5_001)), most));
    }

    /// <summary>The engine puts 63 together, and would know no parameter at all with one more; other engines have no such bound.</summary>
    [Theory]
    [InlineData("crm", "", 63, "")]
    [InlineData("crm", "", 64, "64 declarations with parameters may speak of one call of tool `crm`; 63 are allowed, so merge some")]
    [InlineData("c*", "", 64, "64 declarations with parameters may speak of one call of tool `c*`; 63 are allowed, so merge some")]
    [InlineData("crm", ", actions: a{0}", 200, "")]
    [InlineData("crm", ", actions: [look, a{0}]", 64, "64 declarations with parameters may speak of one call of tool `crm`; 63 are allowed, so merge some")]
    [InlineData("crm", ", actions: a{0}*", 70, "")]
    [InlineData("c{0}-", "", 200, "")]
    public void MoreDeclarationsThanTheEngineTakes_AreRefused(string tool, string actions, int count, string error)
    {
        // Each in a policy of its own, as one policy may not declare a tool twice; hexadecimal numbers of one length, so that none begins another.
        string Document(int index) => $"apiVersion: aegis/v1\nkind: Policy\nname: p{index}\ntools: [{{name: \"{Numbered(tool, index)}\"{Numbered(actions, index)}, parameters: {{x: {{}}}}}}]\n";
        static string Numbered(string text, int index) => text.Replace("{0}", $"{index:x4}", StringComparison.Ordinal);

        var errors = PolicyTexts.Errors([.. Enumerable.Range(0, count).Select(Document)]);

        Assert.Equal(error.Length == 0 ? [] : [$"p{count - 1}.yaml:4:16: {error}"], errors);
    }

    [Fact]
    public void DeclarationsOfOtherTenantsOrWithoutParameters_DoNotCount()
    {
        string Document(int index) =>
            $"apiVersion: aegis/v1\nkind: Policy\nname: p{index}\n{(index < 60 ? "" : $"tenant: t{index % 2}\n")}tools: [{{name: crm, parameters: {{x: {{}}}}}}]\n---\nagent: a{index}\nallowed_tools: [{{name: crm, actions: [look], class: read}}]\n";

        Assert.Empty(PolicyTexts.Errors([.. Enumerable.Range(0, 66).Select(Document)]));
        Assert.Equal(
            "p66.yaml:5:16: 64 declarations with parameters may speak of one call of tool `crm`; 63 are allowed, so merge some",
            Assert.Single(PolicyTexts.Errors([.. Enumerable.Range(0, 67).Select(Document)])));
    }

    private static string General(string rest) => $"{PolicyTexts.Header}{rest}";

    private static string Rule(string key, string effect = "forbid") => General($"rules:\n  - id: r\n    effect: {effect}\n    {key}\n");

    private static string When(string condition) => Rule($"when: [{condition}]");

    private static string Many(int count) => string.Join(", ", Enumerable.Repeat("{parameter: x}", count));
}
