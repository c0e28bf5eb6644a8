using System.Text.Json;

namespace Aegis.Streams.Intents;

/// <summary>One top-level parameter of a call, as sent.</summary>
internal readonly ref struct ParameterValue
{
    private readonly Utf8JsonReader _reader;

    private ParameterValue(Utf8JsonReader reader) => _reader = reader;

    /// <summary>Gets the type; <see cref="JsonTokenType.None"/>: the parameter is absent.</summary>
    public JsonTokenType Type => _reader.TokenType;

    /// <summary>Gets the bytes of a number, in JSON's grammar.</summary>
    public ReadOnlySpan<byte> NumberText => _reader.ValueSpan;

    /// <summary>Finds a parameter by name.</summary>
    /// <param name="parameters">One JSON object that the strict reader accepted, or nothing for the empty object.</param>
    /// <param name="name">The name, however its letters are escaped in the text.</param>
    /// <returns>The parameter.</returns>
    public static ParameterValue Find(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> name)
    {
        if (parameters.IsEmpty) return default;
        var reader = new Utf8JsonReader(parameters);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(name);
            reader.Read();
            if (isFound) return new ParameterValue(reader);
            reader.Skip();
        }

        return default;
    }

    /// <summary>Reads a string without its escapes.</summary>
    /// <returns>The text.</returns>
    public string GetString() => _reader.GetString()!;
}
