using System.Text.Json;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.Admin;

/// <summary>Shows answers of an admin port to a person. What a newer instance says beyond is left out, and told by --json.</summary>
internal static class AdminText
{
    /// <summary>Shows the members of an object, one a line, those of inner objects with their path.</summary>
    public static void ShowMembers(CommandRun run, JsonElement answer)
    {
        foreach (var (name, value) in Members(answer, "")) run.Data.WriteLine(TerminalText.Clean($"{name}: {value}"));
    }

    /// <summary>Shows the partitions.</summary>
    public static void ShowPartitions(CommandRun run, JsonElement answer)
    {
        var table = new TextTable(">PARTITION", "STATE", "THREAD", "TOPIC", ">COMMITTED", ">LAG");
        foreach (var partition in answer.GetProperty("partitions").EnumerateArray())
            foreach (var input in partition.GetProperty("inputs").EnumerateArray())
                table.Add(Ink.Plain, Text(partition, "partition"), Text(partition, "state"), Text(partition, "thread"), Text(input, "topic"), Text(input, "committed_offset"), Text(input, "lag"));
        table.WriteTo(run.Data);
    }

    /// <summary>Shows the tables.</summary>
    public static void ShowTables(CommandRun run, JsonElement answer)
    {
        var table = new TextTable("TOPIC", "COMPLETE", ">ROWS", ">AGE (S)", ">PARTITION", ">NEXT", ">END");
        foreach (var item in answer.GetProperty("tables").EnumerateArray())
            foreach (var partition in item.GetProperty("partitions").EnumerateArray())
                table.Add(Ink.Plain, Text(item, "topic"), Text(item, "complete"), Text(item, "rows"), Text(item, "age_seconds"), Text(partition, "partition"), Text(partition, "next_offset"), Text(partition, "end_offset"));
        table.WriteTo(run.Data);
    }

    /// <summary>Shows the settings.</summary>
    public static void ShowSettings(CommandRun run, JsonElement answer)
    {
        var table = new TextTable("SETTING", "GIVEN", "VALUE");
        foreach (var setting in answer.GetProperty("settings").EnumerateArray())
            table.Add(Ink.Plain, Text(setting, "name"), Text(setting, "given"), setting.TryGetProperty("hidden", out _) ? "(hidden)" : Text(setting, "value"));
        table.WriteTo(run.Data);
    }

    private static IEnumerable<(string Name, string Value)> Members(JsonElement answer, string prefix)
    {
        foreach (var member in answer.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
                foreach (var inner in Members(member.Value, $"{prefix}{member.Name}.")) yield return inner;
            else
                yield return (prefix + member.Name, member.Value.ValueKind == JsonValueKind.Array ? string.Join(", ", member.Value.EnumerateArray().Select(ItemText)) : Text(answer, member.Name));
        }
    }

    private static string ItemText(JsonElement item) => item.ValueKind == JsonValueKind.Object ? string.Join(' ', item.EnumerateObject().Select(member => $"{member.Name}={member.Value}")) : item.ToString();

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString()
        : "-";
}
