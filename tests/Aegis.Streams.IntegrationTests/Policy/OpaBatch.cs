using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>
/// Evaluates many inputs against one or more modules in one process of Open Policy Agent. Its start costs as much as some hundred small
/// decisions, so a run with many policies hands over all of them at once.
/// </summary>
internal static class OpaBatch
{
    private const string Package = "package aegis.policy";

    /// <summary>Evaluates the decision for every input.</summary>
    /// <param name="rego">The module, `package aegis.policy`.</param>
    /// <param name="inputs">The inputs, each one JSON value in UTF-8.</param>
    /// <returns>The decision for every input, in their order; of the kind Undefined where it is undefined.</returns>
    public static IReadOnlyList<JsonElement> Evaluate(string rego, IReadOnlyList<byte[]> inputs) => EvaluateAll([(rego, inputs)])[0];

    /// <summary>Evaluates the decisions of several modules, each for inputs of its own.</summary>
    /// <param name="sets">The modules, all `package aegis.policy`, and their inputs.</param>
    /// <returns>The decisions for every module, as <see cref="Evaluate"/> returns them.</returns>
    public static IReadOnlyList<IReadOnlyList<JsonElement>> EvaluateAll(IReadOnlyList<(string Rego, IReadOnlyList<byte[]> Inputs)> sets)
    {
        OpaBinary.Require();
        var folder = Directory.CreateTempSubdirectory("aegis-opa-").FullName;
        try
        {
            for (var i = 0; i < sets.Count; i++)
                File.WriteAllText(Path.Combine(folder, $"set_{Name(i)}.rego"), sets[i].Rego.Replace(Package, $"package aegis.set_{Name(i)}", StringComparison.Ordinal));
            var query = $"[{string.Join(", ", Enumerable.Range(0, sets.Count).Select(Query))}]";
            var (output, errors, exitCode) = OpaBinary.Run(
                ["eval", "--data", folder, "--stdin-input", "--format", "values", "--strict-builtin-errors", query], [.. Input(sets)]);
            Assert.True(exitCode == 0, $"{output}\n{errors}\n{(sets.Count == 1 ? sets[0].Rego : "")}");
            return Answers(output, sets);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An object and not an array, since an undefined decision leaves no gap in an array.</summary>
    private static string Query(int set) =>
        $"{{sprintf(\"%d\", [i]): d | some i, c in input.sets[{set}]; d := data.aegis.set_{set}.decision with input as c}}";

    private static IEnumerable<byte[]> Input(IReadOnlyList<(string Rego, IReadOnlyList<byte[]> Inputs)> sets)
    {
        yield return "{\"sets\":["u8.ToArray();
        for (var i = 0; i < sets.Count; i++)
        {
            yield return i == 0 ? "["u8.ToArray() : ",["u8.ToArray();
            for (var j = 0; j < sets[i].Inputs.Count; j++)
            {
                if (j > 0) yield return ","u8.ToArray();
                yield return sets[i].Inputs[j];
            }

            yield return "]"u8.ToArray();
        }

        yield return "]}"u8.ToArray();
    }

    private static JsonElement[][] Answers(string output, IReadOnlyList<(string Rego, IReadOnlyList<byte[]> Inputs)> sets)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(output));
        var found = document.RootElement[0];
        return [.. sets.Select((set, i) => Enumerable.Range(0, set.Inputs.Count)
            .Select(j => found[i].TryGetProperty(Name(j), out var answer) ? answer.Clone() : default).ToArray())];
    }
}
