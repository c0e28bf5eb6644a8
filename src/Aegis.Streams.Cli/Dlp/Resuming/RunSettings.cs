using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>What a run was told that decides what it writes and reports. Two runs with the same of it do the same from any place on.</summary>
internal static class RunSettings
{
    /// <summary>The file of lines that are set aside.</summary>
    public const string BadRows = "--bad-rows";

    /// <summary>What stands for what is not given.</summary>
    public const string None = "none";

    private const int KeyLetters = 16;

    private static readonly string Version = typeof(RunSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Tells it.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="file">The file that is read.</param>
    /// <param name="how">How it is scanned.</param>
    /// <param name="checkpointBytes">After how many bytes progress is kept: where a compressed output is cut into members.</param>
    /// <returns>The settings, by the names of options.</returns>
    public static OrderedDictionary<string, string> Of(string verb, string file, StreamScanOptions how, long checkpointBytes) => new(StringComparer.Ordinal)
    {
        ["the version of aegis"] = Version,
        ["the verb"] = verb,
        ["FILE"] = Path.GetFullPath(file),
        ["--format"] = how.Split.Format.ToString(),
        ["--delimiter"] = how.Split.Format == RecordFormat.Csv ? ((char)how.Split.Delimiter).ToString() : "",
        ["--header"] = string.Create(CultureInfo.InvariantCulture, $"{(how.Split.HasHeader ? "one" : "none")} after {how.Split.PreambleBytes} bytes, {how.Split.Cells} cells"),
        ["--columns"] = string.Join(',', how.Columns.OrderBy(column => column.Key).Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Key + 1}={column.Value}"))),
        ["--entities"] = string.Join(',', DlpEntities.All.Where(how.Scan.Entities.Has).Select(DlpEntities.NameOf)),
        ["--include-weak"] = how.Scan.Weak.ToString(),
        ["--threshold"] = how.Threshold.ToString(CultureInfo.InvariantCulture),
        ["--profile"] = how.Profile is { } profile ? $"{profile.Name} of policy revision {profile.Revision}" : None,
        ["--checkpoint"] = checkpointBytes.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Adds what becomes of what is found.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="plan">What becomes of it.</param>
    /// <param name="output">The file that is written; <see langword="null"/>: none.</param>
    /// <param name="badRows">The file of lines that are set aside; <see langword="null"/>: none.</param>
    public static void Add(OrderedDictionary<string, string> settings, RedactionPlan plan, string? output, string? badRows)
    {
        settings["--operator"] = string.Join(',', plan.Names.All.Where(entity => plan.OperatorOf(entity) != plan.General).Select(entity => $"{plan.Names.NameOf(entity)}={plan.OperatorOf(entity)}").Prepend(plan.General.ToString()));
        settings["--mask-keep"] = MaskKeepOption.Text(plan.Keep);
        settings["--key-file"] = plan.HashKey.IsEmpty ? None : $"key {Convert.ToHexStringLower(HMACSHA256.HashData(plan.HashKey.Span, "aegis dlp checkpoint"u8))[..KeyLetters]}";
        settings["--out"] = output is null ? None : Path.GetFullPath(output);
        settings[BadRows] = badRows is null ? None : Path.GetFullPath(badRows);
    }

    /// <summary>Says what differs.</summary>
    /// <param name="before">What the run that stopped was told.</param>
    /// <param name="now">What this one is told.</param>
    /// <returns>The difference; <see langword="null"/>: there is none.</returns>
    public static string? Difference(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        foreach (var (name, value) in now)
        {
            // A run that had no file for bad rows has met none.
            if (name == BadRows && before.GetValueOrDefault(name) == None) continue;
            if (before.GetValueOrDefault(name, "") is var old && old != value) return $"{name} was `{old}` in the run that stopped, and is `{value}` now";
        }

        return null;
    }
}
