using System.Text;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Tests.Dlp.Profiles;

/// <summary>Redacts rows by a profile in flow style, without its name.</summary>
internal sealed class ProfileScene
{
    public static RecordProfile Profile(string keys) => RecordProfile.Find(Policy($"{{name: lists, {keys}}}"), "lists")!;

    public static PolicySnapshot Policy(string profile)
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", $"apiVersion: aegis/v1\nkind: Policy\nname: p\nrules:\n  - {{id: r, effect: sanitize, dlp: {{profile: lists}}, what: {{tools: crm}}}}\ndlp_profiles:\n  - {profile}\n")]);
        Assert.Empty(loading.Errors.Select(error => error.ToString()));
        return loading.Snapshot!;
    }

    public static RowRedactor Redactor(string keys, RecordFormat format, string header = "") =>
        new(Profile(keys), new RowLayout(format) { Header = Encoding.UTF8.GetBytes(header) }, 2026, new byte[16]);

    public static string Lines(string keys, string rows) => Text(Redactor(keys, RecordFormat.JsonLines).Redact(Encoding.UTF8.GetBytes(rows)));

    public static string Records(string keys, string header, string rows) => Text(Redactor(keys, RecordFormat.Csv, header).Redact(Encoding.UTF8.GetBytes(rows)));

    public static string Text(RowRedaction result) => Encoding.UTF8.GetString(result.Output.Span);

    public static string Counts(RowRedaction result) => string.Join(", ", result.Counts.Select(count => $"{count.Count} {count.Entity}"));
}
