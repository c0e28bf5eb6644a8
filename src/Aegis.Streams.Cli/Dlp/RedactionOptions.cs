using System.CommandLine;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>What becomes of what is found.</summary>
internal sealed class RedactionOptions
{
    private static readonly Dictionary<string, RedactionOperator> Words = new(StringComparer.Ordinal)
    {
        ["replace"] = RedactionOperator.Replace,
        ["numbered"] = RedactionOperator.ReplaceNumbered,
        ["mask"] = RedactionOperator.Mask,
        ["hash"] = RedactionOperator.Hash,
        ["block"] = RedactionOperator.Block,
        ["drop"] = RedactionOperator.Drop,
    };

    private readonly Option<string[]> _operators = new("--operator")
    {
        Description = "What becomes of a value: replace ([EMAIL]), numbered ([EMAIL_2], the same for the same value in the file; remembers a digest of each), mask (but what --mask-keep says), hash (keyed, the same wherever the key is), block (the file must not pass), drop (the member of JSON or the content of the cell goes; in text the value). For one entity: EMAIL=mask. May be repeated. Default: replace.",
        HelpName = "[ENTITY=]NAME",
    };

    private readonly Option<string?> _keyFile = new("--key-file") { Description = "The key of hashes: 16 bytes or more, that only its owner and group can read.", HelpName = "FILE" };

    private readonly MaskKeepOption _keep = new();

    /// <summary>Gets the option that names the key of hashes.</summary>
    public Option<string?> KeyFile => _keyFile;

    /// <summary>Gets the options that a profile stands in place of.</summary>
    public IEnumerable<Option> Own => [_operators, _keep.Option];

    /// <summary>Adds them.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Verb verb)
    {
        verb.Add(_operators);
        verb.Add(_keep.Option);
        verb.Add(_keyFile);
    }

    /// <summary>Reads them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="profile">The profile that governs; <see langword="null"/>: the options do.</param>
    /// <param name="entities">What is looked for where the options govern.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="CliRefusalException">They are wrong, or hashes have no key.</exception>
    public RedactionPlan Read(CommandRun run, RecordProfile? profile, EntitySet entities)
    {
        if (profile is not null) return profile.PlanWith(Key(run, profile.NeedsHashKey, $"the profile `{profile.Name}`, which hashes,"));
        RedactionOperator? general = null;
        var single = new Dictionary<DlpEntity, RedactionOperator>();
        foreach (var text in run.Value(_operators) ?? [])
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            var name = text[(split + 1)..];
            if (!Words.TryGetValue(name, out var one)) throw CliRefusalException.Usage($"--operator must be {string.Join(" or ", Words.Keys)}, not `{name}`");
            if (split < 0 && general is not null) throw CliRefusalException.Usage("--operator says twice what becomes of every value; name an entity, as in --operator EMAIL=mask");
            if (split < 0) general = one;
            else if (!single.TryAdd(DlpOptions.EntityOf("--operator", text[..split]), one)) throw CliRefusalException.Usage($"--operator names {text[..split]} twice");
        }

        foreach (var entity in single.Keys)
            if (!entities.Has(entity)) throw CliRefusalException.Usage($"--operator says what becomes of {DlpEntities.NameOf(entity)}, which is not looked for; add it to --entities, or say --include-weak if its shape is weak");
        var needsKey = general == RedactionOperator.Hash || single.ContainsValue(RedactionOperator.Hash);
        var usesKeep = DlpEntities.All.Any(entity => entities.Has(entity) && single.GetValueOrDefault(entity, general ?? RedactionOperator.Replace) == RedactionOperator.Mask && MaskKeep.AppliesTo(entity));
        return new RedactionPlan(general ?? RedactionOperator.Replace, single, Key(run, needsKey, "--operator hash")) { Keep = _keep.Read(run, usesKeep) };
    }

    private ReadOnlyMemory<byte> Key(CommandRun run, bool isNeeded, string who)
    {
        var path = run.Value(_keyFile);
        if (isNeeded && path is null) throw CliRefusalException.Usage($"{who} needs a key, or anybody could try all values; make one with `openssl rand -hex 32` and name its file with --key-file");
        if (!isNeeded && path is not null) throw CliRefusalException.Usage("--key-file is for hashes, which were not asked for");
        return isNeeded ? SecretFile.Read(path!, "hashes", RedactionPlan.FewestKeyBytes) : default(ReadOnlyMemory<byte>);
    }
}
