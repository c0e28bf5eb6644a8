using System.Text.Json.Nodes;
using CsCheck;

namespace Aegis.Streams.Tests.Contracts;

/// <summary>Intents around the bounds of the contract: a good one in which up to three fields were replaced.</summary>
internal static class IntentCases
{
    private static readonly string[] Fields =
    [
        "id", "tenant", "agent", "credential", "tool", "action", "call_class", "parameters", "egress_target", "traceparent", "tracestate",
        "created_at", "deadline", "reply_topic", "attempt", "override_token", "trace_parent", "",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "1000", "1001", "-1", "1.5", "4294967296", "{}", "{\"a\":[1]}", "[]", "\"\"", "\"a\"", "\"A\"", "\"-a\"", "\"a.b_c-1\"", "\"a/b:c\"",
        "\"a b\"", "\"ä\"", "\"read\"", "\"write\"", "\"READ\"", "\"unspecified\"", "\"acme.replies\"", Text(64), Text(65), Text(128), Text(129), Text(249), Text(250),
        Text(2048), Text(2049), Text(4096), Text(4097), Text(8192), Text(8193), "\"https://crm.example/v1?q=1#f\"", "\"mailto:a@b.example\"", "\"/etc/passwd\"",
        "\"//host/share\"", "\"crm.example\"", "\"https://crm.example/a b\"", "\"2026-11-24T10:00:00Z\"", "\"2026-11-24T10:00:00.000Z\"",
        "\"2026-11-24T10:00:00.123456789012Z\"", "\"2026-11-24T10:00:00.5+05:30\"", "\"2026-11-24T10:00:00-14:00\"", "\"2026-11-24T10:00:00+14:30\"",
        "\"2026-11-24T10:00:00\"", "\"2026-11-24 10:00:00Z\"", "\"2026-11-24T10:00Z\"", "\"2026-11-24T24:00:00Z\"", "\"2026-11-24T10:00:60Z\"",
        "\"2026-13-24T10:00:00Z\"", "\"2026-11-24t10:00:00z\"", "\"2026-11-24T10:00:00.Z\"", "\"26-11-24T10:00:00Z\"", "1795514400",
    ];

    private static readonly Gen<(string Field, string Value)> Replacement = Gen.Select(Gen.OneOf(Fields), Gen.OneOf(Values));

    public static Gen<string> Any { get; } = Replacement.List[0, 3].Select(replacements =>
    {
        var intent = JsonNode.Parse("""{"id":"i-1","tenant":"acme","agent":"a","tool":"t","action":"x","parameters":{}}""")!.AsObject();
        foreach (var (field, value) in replacements) intent[field] = JsonNode.Parse(value);
        return intent.ToJsonString();
    });

    private static string Text(int length) => $"\"{new string('a', length)}\"";
}
