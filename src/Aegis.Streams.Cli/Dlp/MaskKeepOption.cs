using System.CommandLine;
using System.Globalization;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>How many letters and digits of a masked value stay.</summary>
internal sealed class MaskKeepOption
{
    private const string First = "first";
    private const string Last = "last";

    private readonly Option<string?> _keep = new("--mask-keep")
    {
        Description = "How many letters and digits a mask keeps, 0 to 4 at an end and never more than half of a value; nothing of secrets, dates of birth and IP addresses, and of mail addresses the domain. Default: last=4.",
        HelpName = "first=N,last=N",
    };

    /// <summary>Gets the option.</summary>
    public Option Option => _keep;

    /// <summary>Spells it.</summary>
    /// <param name="keep">What stays.</param>
    public static string Text(MaskKeep keep) => string.Create(CultureInfo.InvariantCulture, $"{First}={keep.First},{Last}={keep.Last}");

    /// <summary>Reads it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="usesKeep">Whether values are masked of which something may stay.</param>
    /// <returns>What stays.</returns>
    /// <exception cref="CliRefusalException">It is wrong, or nothing is masked of which something may stay.</exception>
    public MaskKeep Read(CommandRun run, bool usesKeep)
    {
        if (run.Value(_keep) is not { } text) return MaskKeep.Default;
        if (!usesKeep) throw CliRefusalException.Usage("--mask-keep is for masks of which something may stay, and none was asked for; say --operator mask, or mask an entity such as PHONE");
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var name = part.Split('=')[0];
            if (name is not (First or Last) || !int.TryParse(part.AsSpan(Math.Min(name.Length + 1, part.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MaskKeep.Most || !ends.TryAdd(name, count))
                throw CliRefusalException.Usage($"--mask-keep must be first=N, last=N or both with a comma between, N from 0 to {MaskKeep.Most}, not `{text}`");
        }

        return new MaskKeep(ends.GetValueOrDefault(First), ends.GetValueOrDefault(Last));
    }
}
