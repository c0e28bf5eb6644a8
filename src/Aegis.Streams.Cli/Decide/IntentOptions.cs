using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aegis.Streams.Cli.Decide;

/// <summary>The options that spell one intent on the command line.</summary>
internal sealed class IntentOptions
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string?> _id = TextOption("--id", "Id of the intent. Default: a new one.", "ID");
    private readonly Option<string?> _tenant = TextOption("--tenant", "Tenant on whose behalf the agent acts.", "NAME");
    private readonly Option<string?> _agent = TextOption("--agent", "The agent.", "NAME");
    private readonly Option<string?> _tool = TextOption("--tool", "The tool to call.", "NAME");
    private readonly Option<string?> _action = TextOption("--action", "What the tool is to do.", "NAME");
    private readonly Option<string?> _class = TextOption("--class", "Whether the call changes something outside the agent: read or write. Default: not said, which counts as a write.", "read|write");

    private readonly Option<string[]> _parameter = new("--param")
    {
        Description = "A parameter; the value is JSON where it reads as a number, true, false, null, an object or an array, else text. May be repeated.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _parameters = TextOption("--parameters", "All parameters as one JSON object, in place of --param.", "JSON");

    private Option[] All => [_id, _tenant, _agent, _tool, _action, _class, _parameter, _parameters];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in All) verb.Add(option);
    }

    /// <summary>Says whether an intent is spelled here.</summary>
    public bool AreGiven(CommandRun run) => All.Any(run.IsGiven);

    /// <summary>Writes the intent as a line of a file would hold it; what is missing or wrong is found by who reads it.</summary>
    /// <exception cref="CliRefusalException">Options do not fit each other.</exception>
    public byte[] Write(CommandRun run)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, JsonOptions))
        {
            json.WriteStartObject();
            foreach (var (name, option) in new[] { ("id", _id), ("tenant", _tenant), ("agent", _agent), ("tool", _tool), ("action", _action), ("call_class", _class) })
                if (run.Value(option) is { } text) json.WriteString(name, text);
            WriteParameters(run, json);
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private static Option<string?> TextOption(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    private void WriteParameters(CommandRun run, Utf8JsonWriter json)
    {
        var single = run.Value(_parameter);
        if (run.Value(_parameters) is { } text)
        {
            if (single.Length > 0) throw CliRefusalException.Usage("--param and --parameters exclude each other");
            json.WritePropertyName("parameters");
            json.WriteRawValue(Checked(text));
            return;
        }

        if (single.Length == 0) return;
        json.WriteStartObject("parameters");
        foreach (var parameter in single)
        {
            if (parameter.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end)) throw CliRefusalException.Usage("--param must be name=value");
            json.WritePropertyName(parameter[..end]);
            WriteValue(json, parameter[(end + 1)..]);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string text)
    {
        try
        {
            // A text that reads as JSON is JSON, aside from strings: quotation marks are part of a text.
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            if (reader.Read() && reader.TokenType != JsonTokenType.String && reader.TrySkip() && !reader.Read())
            {
                json.WriteRawValue(text);
                return;
            }
        }
        catch (JsonException)
        {
            // Text.
        }

        json.WriteStringValue(text);
    }

    private static string Checked(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return text;
        }
        catch (JsonException)
        {
            // Said below, without the text: it may hold personal data.
        }

        throw CliRefusalException.Usage("""--parameters must be one JSON object, such as '{"sku":"SKU-000123"}'""");
    }
}
