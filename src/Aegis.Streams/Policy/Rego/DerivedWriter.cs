using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>
/// Writes the derived facts of a call. What is read from a text or number stands under that very text or spelling, so that it is found
/// from wherever the value stands; what cannot be read has no entry.
/// </summary>
internal sealed class DerivedWriter(Utf8JsonWriter output, JsonElement arguments)
{
    public void Write(DerivedFacts facts, CallFacts call, DateTimeOffset decisionTime)
    {
        WriteTexts("instants", facts.Instants, InstantText.TryRead);
        WriteTexts("durations", facts.Durations, DurationText.TryRead);
        WriteBounds(facts.Offsets, decisionTime);
        WriteZones(facts.Zones, decisionTime);
        WriteUrls(facts.Urls);
        if (facts.HasEgress) WriteUrl("egress", call.EgressTarget);
        WritePlaces(facts.Places);
        WriteValues(facts.Expressions);
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> texts) => texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private IEnumerable<JsonElement> At(ImmutableArray<ParameterPath> paths, JsonValueKind kind) =>
        paths.SelectMany(path => ArgumentValues.At(arguments, path)).Where(value => value.ValueKind == kind);

    private IEnumerable<string> Texts(ImmutableArray<ParameterPath> paths) => Sorted(At(paths, JsonValueKind.String).Select(value => value.GetString()!));

    private void WriteTexts(string name, ImmutableArray<ParameterPath> paths, Func<string, long?> read)
    {
        if (paths.IsEmpty) return;
        output.WriteStartObject(name);
        foreach (var text in Texts(paths))
            if (read(text) is { } ticks) output.WriteNumber(text, ticks);
        output.WriteEndObject();
    }

    private void WriteBounds(ImmutableArray<TimeSpan> offsets, DateTimeOffset decisionTime)
    {
        if (offsets.IsEmpty) return;
        output.WriteStartObject("bounds");
        foreach (var offset in offsets) output.WriteNumber(InstantText.Key(offset), InstantText.At(decisionTime, offset));
        output.WriteEndObject();
    }

    private void WriteZones(ImmutableArray<string> zones, DateTimeOffset decisionTime)
    {
        if (zones.IsEmpty) return;
        output.WriteStartObject("local");
        foreach (var zone in zones)
        {
            var local = TimeZoneInfo.ConvertTime(decisionTime, TimeZoneInfo.FindSystemTimeZoneById(zone));
            output.WriteStartObject(zone);
            output.WriteString("day", WindowPrinter.DayName(local.DayOfWeek));
            output.WriteNumber("minute", local.TimeOfDay.Ticks / TimeSpan.TicksPerMinute);
            output.WriteEndObject();
        }

        output.WriteEndObject();
    }

    private void WriteUrls(ImmutableArray<ParameterPath> paths)
    {
        if (paths.IsEmpty) return;
        output.WriteStartObject("urls");
        foreach (var text in Texts(paths)) WriteUrl(text, text);
        output.WriteEndObject();
    }

    /// <summary>Writes the canonical parts of a URL; null if there is none, or it has no single meaning.</summary>
    private void WriteUrl(string name, string? url)
    {
        if (url is null || !EgressTarget.TryParse(url, stackalloc byte[EgressTarget.MaxLength], out var target, out _))
        {
            output.WriteNull(name);
            return;
        }

        output.WriteStartObject(name);
        output.WriteString("scheme", target.Scheme);
        output.WriteString("host", target.Host);
        output.WriteNumber("port", target.Port);
        output.WriteString("path", target.Path);
        output.WriteEndObject();
    }

    private void WritePlaces(ImmutableArray<ParameterPath> paths)
    {
        if (paths.IsEmpty) return;
        output.WriteStartObject("places");
        foreach (var number in Sorted(At(paths, JsonValueKind.Number).Select(value => value.GetRawText())))
            if (PlacesOf(number) is { } places) output.WriteNumber(number, places);
        output.WriteEndObject();
    }

    /// <summary>Counts the digits after the point, without trailing zeros; none of a whole number.</summary>
    private static int? PlacesOf(string number)
    {
        if (!ExactDecimal.TryParse(Encoding.ASCII.GetBytes(number), out var value)) return null;
        return ExactValue.Of(new ConstantTerm(value), default) is { } exact ? Math.Max(0, -exact.Exponent) : null;
    }

    private void WriteValues(ImmutableSortedDictionary<string, Expression> expressions)
    {
        if (expressions.IsEmpty) return;
        output.WriteStartObject("values");
        foreach (var (text, expression) in expressions)
        {
            if (ExactValue.Of(expression, arguments) is not { } value) continue;
            output.WritePropertyName(text);
            output.WriteRawValue(value.ToString());
        }

        output.WriteEndObject();
    }
}
