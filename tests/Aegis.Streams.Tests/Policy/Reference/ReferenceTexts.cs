using System.Globalization;
using System.Text.RegularExpressions;
using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>Reads texts that mean something else. What is no such text is <see langword="null"/>.</summary>
internal static partial class ReferenceTexts
{
    /// <summary>Reads a date or an instant, as ticks in UTC since year 1.</summary>
    public static long? Instant(string text)
    {
        if (DateForm().Match(text) is not { Success: true } match) return null;
        var (year, month, day) = (Number(match, "y"), Number(match, "mo"), Number(match, "d"));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        if (!match.Groups["h"].Success) return ticks;

        var (hour, minute, second) = (Number(match, "h"), Number(match, "mi"), Number(match, "s"));
        if (hour > 23 || minute > 59 || second > 59) return null;
        ticks += (((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        if (match.Groups["f"].Success) ticks += long.Parse(match.Groups["f"].Value.PadRight(7, '0'), CultureInfo.InvariantCulture);
        if (!match.Groups["sign"].Success) return ticks;
        var (hours, minutes) = (Number(match, "oh"), Number(match, "om"));
        if (minutes > 59 || (hours * 60) + minutes > 14 * 60) return null;
        return ticks - ((match.Groups["sign"].Value == "-" ? -1 : 1) * ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute);
    }

    /// <summary>Reads a duration, as seconds.</summary>
    public static long? Duration(string text)
    {
        if (DurationForm().Match(text) is not { Success: true } match) return null;
        return (Part(match, "w") * 7 * 86_400) + (Part(match, "d") * 86_400) + (Part(match, "h") * 3_600) + (Part(match, "m") * 60) + Part(match, "s");
    }

    /// <summary>Says whether a plain URL lies within a list.</summary>
    /// <returns>Whether it does; <see langword="null"/>: the text is no URL with one meaning.</returns>
    public static bool? IsWithin(string url, IEnumerable<EgressEntry> entries)
    {
        if (UrlForm().Match(url) is not { Success: true } match) return null;
        var scheme = match.Groups["scheme"].Value.ToLowerInvariant();
        var host = match.Groups["host"].Value.ToLowerInvariant();
        var port = match.Groups["port"].Success ? Number(match, "port") : scheme == "https" ? 443 : 80;
        var path = match.Groups["path"].Success ? match.Groups["path"].Value : "/";
        if (port > 65_535 || path.Split('/').Any(segment => segment is "." or "..")) return null;
        return entries.Any(entry => entry.Scheme == scheme && entry.Port == port
            && (entry.CoversSubdomains ? host.EndsWith($".{entry.Host}", StringComparison.Ordinal) : host == entry.Host)
            && (path == entry.Path || path.StartsWith($"{entry.Path}/", StringComparison.Ordinal)));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static long Part(Match match, string group) => match.Groups[group].Success ? Number(match, group) : 0;

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<mo>[0-9]{2})-(?<d>[0-9]{2})(T(?<h>[0-9]{2}):(?<mi>[0-9]{2}):(?<s>[0-9]{2})(\.(?<f>[0-9]{1,7}))?(Z|(?<sign>[+-])(?<oh>[0-9]{2}):(?<om>[0-9]{2})))?\z")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^P(?=[0-9T])((?<w>[0-9]{1,9})W)?((?<d>[0-9]{1,9})D)?(T(?=[0-9])((?<h>[0-9]{1,9})H)?((?<m>[0-9]{1,9})M)?((?<s>[0-9]{1,9})S)?)?\z")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^(?<scheme>[Hh][Tt][Tt][Pp][Ss]?)://(?<host>[A-Za-z0-9]+([.-][A-Za-z0-9]+)*)(:(?<port>[1-9][0-9]{0,4}))?((?<path>/[A-Za-z0-9/._-]*)(\?[A-Za-z0-9=&]*)?)?\z")]
    private static partial Regex UrlForm();
}
