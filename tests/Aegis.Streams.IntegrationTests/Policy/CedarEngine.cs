using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Policy.Cedar;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>Cedar itself, in a Node process of its own.</summary>
internal sealed class CedarEngine : IDisposable
{
    private readonly Process _process = NodeScript.Start("cedar.mjs");

    /// <summary>Asks every policy set with every context.</summary>
    /// <param name="sets">The policy sets.</param>
    /// <param name="contexts">The contexts, each a JSON object.</param>
    /// <returns>For each set, one answer a context: `allow` or `deny` and the ids of the determining policies, or `error` and what is wrong.</returns>
    /// <exception cref="InvalidDataException">Cedar does not read a policy.</exception>
    public ImmutableArray<ImmutableArray<string>> Ask(IEnumerable<ImmutableArray<CedarPolicy>> sets, IEnumerable<string> contexts)
    {
        _process.StandardInput.WriteLine(Write(sets, contexts));
        _process.StandardInput.Flush();
        using var reply = JsonDocument.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidDataException("The script cedar.mjs has ended."));
        if (reply.RootElement.TryGetProperty("fault", out var fault)) throw new InvalidDataException(fault.GetString());
        return [.. reply.RootElement.GetProperty("answers").EnumerateArray()
            .Select(set => set.EnumerateArray().Select(answer => answer.GetString()!).ToImmutableArray())];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private static string Write(IEnumerable<ImmutableArray<CedarPolicy>> sets, IEnumerable<string> contexts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("sets");
            foreach (var set in sets)
            {
                json.WriteStartObject();
                foreach (var policy in set) json.WriteString(policy.Id, policy.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("contexts");
            foreach (var context in contexts) json.WriteRawValue(context);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
