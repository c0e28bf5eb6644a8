using System.Diagnostics;
using System.Reflection;
using Aegis.Streams.Cli.Agents;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Cli.Samples;

public sealed class SampleFilesTests
{
    /// <summary>What no line of JSON meets: these need Protobuf, headers, a record without a value or of 256 KiB, a wrong partition, or a defect.</summary>
    private static readonly string[] NotInSamples =
    [
        // Lists have records of their own.
        .. typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Where(code => code.StartsWith("lists.", StringComparison.Ordinal)),

        ReasonCodes.InvalidProtobuf, ReasonCodes.UnknownContentType, ReasonCodes.EmptyRecord, ReasonCodes.TooLarge,
        ReasonCodes.Misrouted, ReasonCodes.InternalError, ReasonCodes.PoisonRecord, ReasonCodes.PolicyFault, ReasonCodes.FailedOpen,

        // What only the general form of policy can demand, which the policies of the demonstration do not use.
        ReasonCodes.ParameterUnknown, ReasonCodes.ParameterForbidden, ReasonCodes.ParameterValue, ReasonCodes.ParameterLength, ReasonCodes.ParameterPattern, ReasonCodes.ParameterItems,
        ReasonCodes.ParameterDate, ReasonCodes.ParameterDuration, ReasonCodes.EgressNotAllowed, ReasonCodes.MoneyLimit, ReasonCodes.ComparisonFailed, ReasonCodes.ProductRange,
        ReasonCodes.TimeWindow, ReasonCodes.AttributeMismatch, ReasonCodes.EnvironmentMismatch, ReasonCodes.ConditionFailed, ReasonCodes.Forbidden,
        ReasonCodes.ApprovalRequired, ReasonCodes.SanitizeRequired, ReasonCodes.ObservedPermit, ReasonCodes.NotPermittedByLayer, ReasonCodes.NoPolicy,
        ReasonCodes.SkuDiscountOverLimit, ReasonCodes.DlpBlocked, ReasonCodes.DlpIncomplete,
    ];

    [Fact]
    public void Catalog_Has1200ItemsOfThreeTenants() => Assert.Equal(
        ["acme 480, 28 inactive", "globex 360, 21 inactive", "initech 360, 21 inactive"],
        SampleFiles.Rows(CatalogTable.Form, "catalog.csv").GroupBy(item => item.Tenant)
            .Select(items => $"{items.Key} {items.Count()}, {items.Count(item => item.State == Aegis.Streams.Catalog.CatalogItemState.Inactive)} inactive"));

    [Fact]
    public void Agents_AreThreeForEachTenant_OneDisabledAndOneWithoutAPolicy() => Assert.Equal(
        [
            "acme/sales-composer enabled", "acme/prospect-finder enabled", "acme/finance-agent enabled",
            "globex/sales-composer enabled", "globex/prospect-finder enabled", "globex/finance-agent enabled",
            "initech/sales-composer enabled", "initech/prospect-finder enabled", "initech/finance-agent enabled",
            "acme/legacy-quoter disabled", "globex/contract-reviewer enabled",
        ],
        SampleFiles.Rows(AgentsTable.Form, "agents.jsonl").Select(agent => $"{agent.Tenant}/{agent.Agent} {AgentJsonLines.StateOf(agent)}"));

    [Fact]
    public void Intents_AreDecidedAsTheyAreMeant()
    {
        var results = SampleFiles.Decide();

        Assert.Equal(
            ["DeadLettered 18", "Decided Allow 231", "Decided ApprovalNeeded 43", "Decided Deny 102", "Replayed Allow 4", "Replayed ApprovalNeeded 2"],
            Counted(results.Select(result => $"{result.Disposition} {result.Decision?.Outcome}".TrimEnd())));
        Assert.Equal(
            ["NotPermitted 3", "NotRequested 365", "Sent 14"],
            Counted(results.Where(result => result.Decision is not null).Select(result => result.Decision!.ReplyStatus.ToString())));
        Assert.Equal(
            [
                "ApprovalNeeded catalog.price_below_floor 13",
                "ApprovalNeeded policy.discount_over_limit 35",
                "DeadLettered intents.duplicate_key 2",
                "DeadLettered intents.invalid_field 5",
                "DeadLettered intents.invalid_json 5",
                "DeadLettered intents.invalid_utf8 1",
                "DeadLettered intents.missing_field 3",
                "DeadLettered intents.unknown_field 2",
                "Deny catalog.currency_mismatch 4",
                "Deny catalog.invalid_price 3",
                "Deny catalog.sku_inactive 10",
                "Deny catalog.sku_unknown 13",
                "Deny identity.agent_disabled 4",
                "Deny identity.agent_unknown 5",
                "Deny intents.duplicate_key 3",
                "Deny intents.expired 5",
                "Deny intents.id_reused 4",
                "Deny intents.invalid_json 2",
                "Deny intents.invalid_utf8 1",
                "Deny intents.number_too_long 1",
                "Deny intents.too_deep 1",
                "Deny policy.action_not_allowed 14",
                "Deny policy.agent_not_covered 3",
                "Deny policy.parameter_missing 15",
                "Deny policy.parameter_range 2",
                "Deny policy.parameter_type 10",
                "Deny policy.tool_not_allowed 6",
            ],
            Counted(results.SelectMany(Reasons)));
    }

    [Fact]
    public void Intents_MeetEveryReasonCodeThatALineOfJsonCanMeet()
    {
        var all = typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var met = SampleFiles.Decide().SelectMany(Reasons).Select(reason => reason.Split(' ')[1]);

        Assert.Empty(all.Except(met).Except(NotInSamples));
    }

    [Fact]
    public void Generator_MakesTheFilesThatAreHere()
    {
        var folder = Directory.CreateTempSubdirectory("aegis-").FullName;
        try
        {
            using var python = StartPython(SampleFiles.PathOf("generate.py"), folder);
            Assert.SkipUnless(python is not null, "there is no `python3` on the PATH (install python3), so the generator of the samples was not run");
            python!.WaitForExit();
            Assert.Equal(0, python.ExitCode);
            foreach (var name in new[] { "catalog.csv", "agents.jsonl", "intents.jsonl" })
                Assert.Equal(File.ReadAllText(SampleFiles.PathOf(name)), File.ReadAllText(Path.Combine(folder, name)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process? StartPython(params string[] arguments)
    {
        try
        {
            return Process.Start("python3", arguments);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Reasons(PipelineResult result) => result.DeadLetterCode is { } code
        ? [$"{result.Disposition} {code}"]
        : result.Decision!.Reasons.Select(reason => $"{result.Decision.Outcome} {reason.Code}");

    private static IEnumerable<string> Counted(IEnumerable<string> names) =>
        names.GroupBy(name => name).Select(group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal);
}
