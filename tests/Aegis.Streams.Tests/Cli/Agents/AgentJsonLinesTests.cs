using System.Text;
using Aegis.Streams.Cli.Agents;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Identity;

namespace Aegis.Streams.Tests.Cli.Agents;

public sealed class AgentJsonLinesTests
{
    [Fact]
    public void WrittenAgent_IsReadAsTheSameAgent()
    {
        const string Line = """{"tenant":"acme","agent":"sales-composer","display_name":"Sales \"composer\"","groups":["sales","é"],"roles":["quote-writer"],"attributes":{"a":"1","owner":"x"},"state":"disabled","updated_at":"2026-11-24T10:00:00Z"}""";
        var agent = Assert.Single(Read(Line)).Row!;

        Assert.False(agent.IsEnabled);
        Assert.Equal("x", agent.Attributes["owner"]);
        Assert.Equal(Line, new AgentJsonLines(null).Write(agent));
    }

    [Theory]
    [InlineData("""{"tenant":"acme","agent":"a"}""", "state: must be enabled or disabled")]
    [InlineData("""{"tenant":"acme","agent":"a","state":"ENABLED"}""", "state: must be enabled or disabled")]
    [InlineData("""{"tenant":"acme","agent":"a","state":"enabled","roles":"admin"}""", "roles: must be a JSON array of strings")]
    [InlineData("""{"tenant":"acme","agent":"a","state":"enabled","roles":[1]}""", "roles: must be a JSON array of strings")]
    [InlineData("""{"tenant":"acme","agent":"a","state":"enabled","groups":[""]}""", "groups: must be at most 64 names of 1 to 64 characters")]
    [InlineData("""{"tenant":"acme","agent":"a","state":"enabled","attributes":{"x":1}}""", "attributes: must be a JSON object whose values are strings")]
    [InlineData("""{"tenant":"acme","agent":"a","state":"enabled","attributes":{"x":"1","x":"2"}}""", "line.attributes.x: The name occurs twice in one object.")]
    [InlineData("""{"tenant":"acme","agent":"a","state":"enabled","updated_at":"now"}""", "updated_at: must be an instant such as 2026-11-24T10:00:00Z")]
    [InlineData("""{"tenant":"acme","agent":"A","state":"enabled"}""", "agent: must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit")]
    public void UnusableAgent_NamesItsFault(string line, string fault) => Assert.Equal(fault, Assert.Single(Read(line)).Fault?.ToString());

    private static List<TableLine<AgentRegistration>> Read(string line) =>
        [.. new TableFile<AgentRegistration>(new MemoryStream(Encoding.UTF8.GetBytes(line)), "agents.jsonl", AgentsTable.Form.CodecOf(null), new AgentJsonLines(null)).Read()];
}
