using System.Collections.Immutable;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Language.Shapes;

namespace Aegis.Streams.Policy.Language;

/// <summary>The shape of profiles of redaction. Compiled content has the same, with everything written out.</summary>
internal static class DlpGrammar
{
    private const int MaxProfiles = 256;
    private const int MaxAllowed = 256;

    private static readonly string Usual = $"all but {string.Join(", ", DlpEntities.All.Where(entity => !EntitySet.Default.Has(entity)).Select(DlpEntities.NameOf))}";

    private static readonly ImmutableArray<string> Names = [.. DlpEntities.All.Select(DlpEntities.NameOf)];

    public static WordShape Entity { get; } = new(Names);

    public static WordShape Operator { get; } = new([.. DlpWords.Operators]);

    public static MappingShape Profile { get; } = new(
        "dlp_profile",
        "a profile",
        "Says what is redacted and how, for rules of effect `sanitize`. The profile `default` is there without being declared: everything that is looked for by default, replaced.",
        new KeyShape("name", TextForms.Name, "The name. Policies of a tenant may use the profiles of the base, and cannot redefine them.") { IsRequired = true },
        new KeyShape("entities", new ListShape(Entity, Names.Length) { TakesSingle = true, MayBeEmpty = true }, "What is looked for; empty only with `detectors`.") { Default = Usual },
        new KeyShape("operator", Operator, "What becomes of a value. `replace`: the name of its entity; `replace_numbered`: with a number, the same for the same value in one call; `mask`: asterisks, aside from what `mask_keep` says; `hash`: with a keyed hash, the same for the same value of a tenant; `block`: the call is denied; `drop`: the member or item that holds it is taken away.") { Default = "replace" },
        new KeyShape("operators", PerEntity("dlp_operators", "`operators`", "What becomes of values of single entities.", Operator), "Operators of single entities."),
        new KeyShape("mask_keep", Keep, "How many letters and digits of a masked value stay: never more than half of it, and nothing of secrets, dates of birth, IP addresses, what `detectors` find, and mail addresses but for their domain.") { Default = "{last: 4}" },
        new KeyShape("detectors", new MapShape(DetectorGrammar.Name, "a detector", Operator, Dlp.EntityNames.MostCustom), "Detectors of `dlp_detectors` that are used as well, with what becomes of what they find: `{project: block}`.") { Default = "none" },
        new KeyShape("threshold", new IntegerShape(0, 100), "The confidence from which on a finding counts. 50 and less: also what needs a key, a column or a word beside it, and has none.") { Default = "60" },
        new KeyShape("thresholds", PerEntity("dlp_thresholds", "`thresholds`", "From which confidence on findings of single entities count.", new IntegerShape(0, 100)), "Thresholds of single entities."),
        new KeyShape("parameters", RuleGrammar.Paths, "The parameters that are looked at, with all that is in them.") { Default = "all" },
        new KeyShape("except", RuleGrammar.Paths, "The parameters that are left out, with all that is in them.") { Default = "none" },
        new KeyShape("reserved", new WordShape([.. DlpWords.Reserved]), "What becomes of values that belong to nobody: social security numbers that were printed as samples, telephones from 555-0100 to 555-0199, and loopback, private and documentation addresses. `keep` lets them through where they are written plainly.") { Default = DlpWords.Redact },
        new KeyShape("allow", new ListShape(Allowed, MaxAllowed) { TakesSingle = true }, "Values that are let through, however they are grouped, where they are written plainly.") { Default = "none" });

    /// <summary>Gets the list of a policy.</summary>
    public static ListShape Profiles { get; } = new(Profile, MaxProfiles) { MayBeEmpty = true };

    private static MappingShape Keep => new(
        "dlp_mask_keep",
        "`mask_keep`",
        "How many letters and digits of a masked value stay.",
        new KeyShape("first", new IntegerShape(0, MaskKeep.Most), "How many at its beginning; fewer where half of the value does not suffice for both ends.") { Default = "0" },
        new KeyShape("last", new IntegerShape(0, MaskKeep.Most), "How many at its end.") { Default = "0" })
    {
        MayBeEmpty = false,
    };

    private static TextShape Allowed => new("plain value", "must be 1 to 256 characters of printable ASCII, a letter or digit among them", IsPlain) { Pattern = "^[ -~]*[A-Za-z0-9][ -~]*$", MinLength = 1, MaxLength = 256 };

    private static MappingShape PerEntity(string name, string title, string description, Shape value) =>
        new(name, title, description, [.. DlpEntities.All.Select(entity => new KeyShape(DlpEntities.NameOf(entity), value, $"For {DlpEntities.NameOf(entity)}."))]) { MayBeEmpty = false };

    private static bool IsPlain(string text) => text.Length is > 0 and <= 256 && text.All(c => c is >= ' ' and <= '~') && text.Any(char.IsAsciiLetterOrDigit);
}
