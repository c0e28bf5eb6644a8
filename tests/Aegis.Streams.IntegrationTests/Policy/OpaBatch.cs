using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>Evaluates many inputs against one module in one process of Open Policy Agent.</summary>
internal static class OpaBatch
{
    /// <summary>Evaluates a rule for every input.</summary>
    /// <param name="rego">The module.</param>
    /// <param name="inputs">The inputs, each one JSON value in UTF-8.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>The rule's value for every input, in their order; of the kind Undefined where the rule is undefined.</returns>
    public static IReadOnlyList<JsonElement> Evaluate(string rego, IReadOnlyList<byte[]> inputs, string rule = "data.aegis.policy.decision")
    {
        OpaBinary.Require();
        var folder = Directory.CreateTempSubdirectory("aegis-opa-").FullName;
        try
        {
            var module = Path.Combine(folder, "policy.rego");
            File.WriteAllText(module, rego);
            var query = $"{{sprintf(\"%d\", [aegis_i]): aegis_d | some aegis_i, aegis_case in input.cases; aegis_d := {rule} with input as aegis_case}}";
            var (output, errors, exitCode) = OpaBinary.Run(["eval", "--data", module, "--stdin-input", "--format", "values", "--strict-builtin-errors", query], [.. Cases(inputs)]);
            Assert.True(exitCode == 0, $"{output}\n{errors}\n{rego}");
            return Answers(output, inputs.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<byte[]> Cases(IReadOnlyList<byte[]> inputs)
    {
        yield return "{\"cases\":["u8.ToArray();
        for (var i = 0; i < inputs.Count; i++)
        {
            if (i > 0) yield return ","u8.ToArray();
            yield return inputs[i];
        }

        yield return "]}"u8.ToArray();
    }

    private static JsonElement[] Answers(string output, int count)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(output));
        var found = document.RootElement[0];
        return [.. Enumerable.Range(0, count).Select(i =>
            found.TryGetProperty(i.ToString(CultureInfo.InvariantCulture), out var answer) ? answer.Clone() : default)];
    }
}
