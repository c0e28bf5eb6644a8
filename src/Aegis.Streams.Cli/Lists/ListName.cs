using System.CommandLine;
using System.CommandLine.Parsing;
using Aegis.Streams.Lists;

namespace Aegis.Streams.Cli.Lists;

/// <summary>The options that name a list.</summary>
internal sealed class ListName
{
    private readonly Option<string> _tenant = new("--tenant") { Description = "The tenant that the list is of.", HelpName = "NAME", Required = true, Validators = { Check } };
    private readonly Option<string> _list = new("--list") { Description = "The name of the list among those of the tenant.", HelpName = "NAME", Required = true, Validators = { Check } };

    /// <summary>Adds them.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Verb verb)
    {
        verb.Add(_tenant);
        verb.Add(_list);
    }

    /// <summary>Reads them.</summary>
    /// <param name="run">The run.</param>
    public (string Tenant, string List) Of(CommandRun run) => (run.Value(_tenant), run.Value(_list));

    /// <summary>Checks a name.</summary>
    /// <param name="result">What was given.</param>
    public static void Check(OptionResult result)
    {
        if (result.Tokens is [{ Value: var name }] && !ListKeys.IsName(name)) result.AddError($"{result.Option.Name}: a name {ListKeys.NameRule}");
    }
}
