using System.Text.Json;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Shows publications as data.</summary>
internal static class PublicationOutput
{
    private const int ShortId = 12;
    private const int MaxText = 60;

    /// <summary>Writes the one that a verb was about: its id, or all of it as JSON.</summary>
    public static void Write(CommandRun run, PublicationEntry entry)
    {
        if (run.IsJson) run.Data.WriteJson(json => Write(json, entry));
        else run.Data.WriteLine(entry.Id);
    }

    /// <summary>Writes a list.</summary>
    public static void Write(CommandRun run, IEnumerable<PublicationEntry> entries)
    {
        if (run.IsJson)
        {
            foreach (var entry in entries) run.Data.WriteJson(json => Write(json, entry));
            return;
        }

        var table = new TextTable("STATE", "ID", "REVISION", "TIME", "AUTHOR", "MESSAGE");
        foreach (var entry in entries)
        {
            var publication = entry.Publication;
            table.Add(
                InkOf(entry.State), NameOf(entry.State), Short(entry.Id), Short(publication?.Revision), publication is null ? "-" : Rfc3339.Format(publication.PublishedAt),
                publication?.Author ?? "-", TerminalText.Shorten(entry.RefusalCode is { } code ? $"{code}: {entry.Detail}" : FirstLine(publication!.Message), MaxText));
        }

        table.WriteTo(run.Data);
    }

    private static void Write(Utf8JsonWriter json, PublicationEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("state", NameOf(entry.State));
        json.WriteNumber("offset", entry.Offset);
        if (entry.Publication is { } publication)
        {
            json.WriteString("revision", publication.Revision);
            json.WriteNumber("content_bytes", publication.ContentBytes);
            json.WriteNumber("terms_bytes", publication.TermsBytes);
            json.WriteString("parent", publication.Parent);
            json.WriteString("author", publication.Author);
            json.WriteString("message", publication.Message);
            json.WriteString("published_at", Rfc3339.Format(publication.PublishedAt));
            json.WriteString("key_id", publication.KeyId);
        }

        if (entry.RefusalCode is not null)
        {
            json.WriteString("refusal_code", entry.RefusalCode);
            json.WriteString("detail", entry.Detail);
        }

        json.WriteEndObject();
    }

    private static string NameOf(PublicationState state) => state switch
    {
        PublicationState.Active => "active",
        PublicationState.Superseded => "superseded",
        _ => "refused",
    };

    private static Ink InkOf(PublicationState state) => state switch
    {
        PublicationState.Active => Ink.Green,
        PublicationState.Refused => Ink.Red,
        _ => Ink.Plain,
    };

    private static string Short(string? id) => string.IsNullOrEmpty(id) ? "-" : id[..Math.Min(ShortId, id.Length)];

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');
}
