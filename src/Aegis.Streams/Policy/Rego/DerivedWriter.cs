using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rules;
using NodaTime;

namespace Aegis.Streams.Policy.Rego;

/// <summary>
/// Writes the derived facts of a call. What is read from a text or number stands under that very text or spelling, so that it is found
/// from wherever the value stands; what cannot be read has no entry.
/// </summary>
internal sealed class DerivedWriter(Utf8JsonWriter output, JsonElement arguments)
{
    public void Write(DerivedFacts facts, CallFacts call, DateTimeOffset decisionTime)
    {
        WriteTexts("instants", facts.Instants, RegoTime.TryRead);
        WriteTexts("durations", facts.Durations, RegoTime.TryReadDuration);
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
        foreach (var offset in offsets) output.WriteNumber(RegoTime.Key(offset), RegoTime.At(decisionTime, offset));
        output.WriteEndObject();
    }

    private void WriteZones(ImmutableArray<string> zones, DateTimeOffset decisionTime)
    {
        if (zones.IsEmpty) return;
        output.WriteStartObject("local");
        foreach (var zone in zones)
        {
            var local = Evaluation.LocalTime.Of(DateTimeZoneProviders.Tzdb[zone], decisionTime);
            output.WriteStartObject(zone);
            output.WriteString("day", WindowPrinter.DayName((DayOfWeek)local.Day));
            output.WriteNumber("minute", local.TicksOfDay / TimeSpan.TicksPerMinute);
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
            if (ExactDecimal.TryParse(Encoding.ASCII.GetBytes(number), out var value)) output.WriteNumber(number, value.DecimalPlaces);
        output.WriteEndObject();
    }

    private void WriteValues(ImmutableSortedDictionary<string, Expression> expressions)
    {
        if (expressions.IsEmpty) return;
        output.WriteStartObject("values");
        foreach (var (text, expression) in expressions)
        {
            if (DerivedValue.Of(expression, arguments) is not { } value) continue;
            output.WritePropertyName(text);
            output.WriteRawValue(value.ToString());
        }

        output.WriteEndObject();
    }
}
