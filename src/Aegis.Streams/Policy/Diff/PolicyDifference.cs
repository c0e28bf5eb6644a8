using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>How two policy sets differ, rule by rule.</summary>
/// <param name="OldRevision">The revision of the old set.</param>
/// <param name="NewRevision">The revision of the new set.</param>
/// <param name="Changes">The changes: policies, tools, profiles, then rules, each by name. Empty: the sets have one content.</param>
public sealed record PolicyDifference(string OldRevision, string NewRevision, ImmutableArray<PolicyChange> Changes)
{
    private static readonly string[] Words = ["no call is decided otherwise", "looser", "tighter", "looser and tighter", "unclear"];

    /// <summary>Gets a value indicating whether both sets have the same content, whatever their files look like.</summary>
    public bool IsSame => OldRevision == NewRevision;

    /// <summary>Gets how many changes may make calls looser; those that do both count here and under <see cref="Tighter"/>.</summary>
    public int Looser => Changes.Count(change => change.Effect is CallEffect.Looser or CallEffect.Both);

    /// <summary>Gets how many changes may make calls tighter.</summary>
    public int Tighter => Changes.Count(change => change.Effect is CallEffect.Tighter or CallEffect.Both);

    /// <summary>Gets how many changes are proven neither way.</summary>
    public int Unclear => Changes.Count(change => change.Effect == CallEffect.Unclear);

    /// <summary>Compares two policy sets. Looser and tighter are proven, change by change and other things being equal; what is not proven is unclear.</summary>
    /// <param name="before">The old policies, with the base and all layers.</param>
    /// <param name="after">The new policies.</param>
    /// <returns>The difference.</returns>
    public static PolicyDifference Of(ImmutableArray<PolicyDocument> before, ImmutableArray<PolicyDocument> after) =>
        new(PolicyContent.RevisionOf(before), PolicyContent.RevisionOf(after), new SetComparison(before, after).Compare());

    /// <summary>Names an effect, such as `looser`.</summary>
    /// <param name="effect">The effect.</param>
    /// <returns>The words.</returns>
    public static string NameOf(CallEffect effect) => Words[(int)effect];

    /// <summary>Writes the difference for people: a line for each change, its parts below it, and a summary.</summary>
    /// <returns>Lines that end in a line feed each.</returns>
    public string ToText()
    {
        if (IsSame) return $"same: both have revision {NewRevision}\n";
        var text = new StringBuilder();
        foreach (var change in Changes)
        {
            text.Append($"{change.Kind.ToString().ToLowerInvariant()} {change.Subject} `{change.Name}`: {NameOf(change.Effect)}\n");
            foreach (var part in change.Parts) text.Append($"    {part.Text}: {NameOf(part.Effect)}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"calls become looser: {Looser} {(Looser == 1 ? "change" : "changes")}, tighter: {Tighter}, unclear: {Unclear}\n").ToString();
    }
}
