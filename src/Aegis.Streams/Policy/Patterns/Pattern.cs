using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>
/// A pattern of the policy language: a small part of regular expressions with one meaning everywhere. By default the whole value must match. Characters
/// are Unicode scalars, `.` is any but line feed, `\d \w \s` are ASCII, and case counts; all as in RE2, so that <see cref="ToRe2"/>
/// means exactly <see cref="IsMatch"/>.
/// </summary>
/// <remarks>
/// There are literals, `.`, classes, groups, alternatives, `* + ? {n} {n,} {n,m}`, and `^` and `$` at the very ends. Matching takes time
/// in proportion to the text, allocates nothing and never fails. Instances never change and may be shared between threads.
/// </remarks>
public sealed class Pattern : IEquatable<Pattern>
{
    /// <summary>The longest text of a pattern, in UTF-16 characters.</summary>
    public const int MaxLength = 512;

    /// <summary>The largest bound of a repetition, that of RE2.</summary>
    public const int MaxRepeat = 1_000;

    /// <summary>How many places a pattern may have when its repetitions are written out: `a{3}` has three.</summary>
    public const int MaxSize = 1_000;

    /// <summary>How deep groups may be nested.</summary>
    public const int MaxDepth = 32;

    // What all states of a pattern without a table may be asked in one text: some 3 ms of a core.
    private const int MaxSteps = 1 << 20;

    private readonly PatternSyntax _syntax;
    private readonly IMatcher _full;
    private readonly IMatcher _search;
    private readonly int _longestDecided;

    private Pattern(string text, PatternSyntax syntax)
    {
        (Text, _syntax) = (text, syntax);
        var automaton = PositionAutomatonBuilder.Build(syntax.Body);
        var search = new MatchMode(StartsAnywhere: !syntax.IsAnchoredAtStart, EndsAnywhere: !syntax.IsAnchoredAtEnd);
        _full = Compile(automaton, MatchMode.Full);
        _search = search == MatchMode.Full ? _full : Compile(automaton, search);
        _longestDecided = MaxSteps / automaton.States;
        MatchesEverything = _full is Dfa { AcceptsEverything: true };
    }

    /// <summary>Gets the text of the pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Gets a value indicating whether <see cref="IsMatch"/> accepts the empty text.</summary>
    public bool MatchesEmpty => _syntax.Body.MatchesEmpty;

    /// <summary>Gets a value indicating whether <see cref="IsMatch"/> certainly accepts every text; <see langword="false"/>: it does not, or that is too costly to find out.</summary>
    public bool MatchesEverything { get; }

    /// <summary>Gets a value indicating whether a search is tied to the start or the end of the text.</summary>
    internal bool IsAnchored => _syntax.IsAnchoredAtStart || _syntax.IsAnchoredAtEnd;

    /// <summary>Gets a value indicating whether no match is longer than some length.</summary>
    internal bool IsBounded => IsBoundedIn(_syntax.Body);

    /// <summary>Gets a value indicating whether a search certainly finds a match in every text.</summary>
    internal bool IsFoundInEverything => _search is Dfa { AcceptsEverything: true };

    /// <summary>Gets how many states the table for the whole text has; <see langword="null"/>: it would be too large, so all states are followed at once.</summary>
    internal int? FullStates => (_full as Dfa)?.States;

    /// <summary>Gets how many states the table for a search has; <see langword="null"/>: it would be too large, so all states are followed at once.</summary>
    internal int? SearchStates => (_search as Dfa)?.States;

    /// <summary>Gets how many scalars a text has at most that policy decides by this pattern. Time is in proportion to the text, but without a table also to the states of the pattern, and a text is the caller's.</summary>
    /// <param name="isSearch">Whether a match may lie anywhere.</param>
    /// <returns>The number; <see langword="null"/>: there is a table, so any.</returns>
    internal int? LongestDecided(bool isSearch) => (isSearch ? _search : _full) is Dfa ? null : _longestDecided;

    /// <summary>Reads a pattern and prepares it for matching, which takes some milliseconds at most.</summary>
    /// <param name="text">The pattern, of at most <see cref="MaxLength"/> UTF-16 characters.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="fault">Why it is none, with its place and a way out.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out PatternFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (pattern, fault) = (null, null);
        try
        {
            pattern = new Pattern(text, PatternParser.Parse(text));
            return true;
        }
        catch (PatternFaultException exception)
        {
            fault = new PatternFault(exception.Offset, exception.Message);
            return false;
        }
    }

    /// <summary>Says whether a whole text matches, whatever anchors the pattern has.</summary>
    /// <param name="utf8">The text in UTF-8, without escapes. Bytes that are no UTF-8 count as U+FFFD.</param>
    /// <returns>Whether it matches.</returns>
    public bool IsMatch(ReadOnlySpan<byte> utf8) => _full.Matches(utf8);

    /// <summary>Says whether a match lies anywhere in a text. Here `^` is the start of the text and `$` its very end, not a line.</summary>
    /// <param name="utf8">The text in UTF-8, without escapes. Bytes that are no UTF-8 count as U+FFFD.</param>
    /// <returns>Whether there is one.</returns>
    public bool IsFoundIn(ReadOnlySpan<byte> utf8) => _search.Matches(utf8);

    /// <summary>Writes the pattern for RE2, such as for `regex.match` of Open Policy Agent.</summary>
    /// <returns>An expression in printable ASCII that finds a match exactly where <see cref="IsMatch"/> says so.</returns>
    public string ToRe2() => new Re2Printer().Print(_syntax.Body, "^", "$");

    /// <summary>Writes the pattern for a search by RE2.</summary>
    /// <returns>An expression in printable ASCII that finds a match exactly where <see cref="IsFoundIn"/> says so.</returns>
    public string ToRe2Search() => new Re2Printer().Print(_syntax.Body, _syntax.IsAnchoredAtStart ? "^" : "", _syntax.IsAnchoredAtEnd ? "$" : "");

    /// <summary>Makes a short text that <see cref="IsMatch"/> accepts, for tests of policies.</summary>
    internal string ToExample() => PatternExample.Of(_syntax.Body);

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Pattern? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Pattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the text of the pattern as it was written.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>Writes the pattern for <see cref="System.Text.RegularExpressions.Regex"/> without options: a second opinion for checks, never for decisions, since that engine back-tracks.</summary>
    internal string ToDotNet() => new DotNetPrinter().Print(_syntax.Body, @"\A", @"\z");

    /// <summary>Writes the pattern for a search by <see cref="System.Text.RegularExpressions.Regex"/> without options.</summary>
    internal string ToDotNetSearch() =>
        new DotNetPrinter().Print(_syntax.Body, _syntax.IsAnchoredAtStart ? @"\A" : "", _syntax.IsAnchoredAtEnd ? @"\z" : "");

    /// <summary>Finds how long the longest match is with which a text starts and that does not end within a word.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <returns>Its length in bytes; -1: there is none.</returns>
    internal int LongestWordMatch(ReadOnlySpan<byte> utf8) => _full.LongestWordMatch(utf8);

    private static bool IsBoundedIn(PatternNode node) => node switch
    {
        Repetition repetition => repetition.Max is not null && IsBoundedIn(repetition.Body),
        Alternation alternation => alternation.Branches.All(IsBoundedIn),
        PatternSequence sequence => sequence.Items.All(IsBoundedIn),
        _ => true,
    };

    private static IMatcher Compile(PositionAutomaton automaton, MatchMode mode) =>
        (IMatcher?)DfaBuilder.TryBuild(automaton, mode) ?? new BitParallelNfa(automaton, mode);
}
