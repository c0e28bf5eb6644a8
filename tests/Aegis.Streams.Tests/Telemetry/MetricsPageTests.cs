using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Telemetry;
using Aegis.Streams.Tests.Facade;
using Aegis.Streams.Tests.Repository;

namespace Aegis.Streams.Tests.Telemetry;

/// <summary>The instruments by HTTP. They are those of the whole process, so that no other test may run beside: an instrument that ends and begins anew shows twice.</summary>
[Collection(nameof(AloneCollection))]
public sealed partial class MetricsPageTests
{
    private const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";
    private const string Intent = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","call_class":"read","parameters":{"account":"a-1"}}""";

    private static readonly string[] LabelNames =
    [
        "answer", "code", "door", "entity", "le", "operator", "otel_scope_name", "outcome", "partition", "phase", "profile", "publication", "reason", "replayed", "revision", "table", "topic", "way",
    ];

    [Fact]
    public async Task Page_IsStrictOpenMetricsWithoutTenantsOrAgents()
    {
        using var page = new MetricsPage();
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = loopback, Http = loopback, Metrics = page });
        using var http = new HttpClient { BaseAddress = scene.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);
        using var content = new StringContent(Intent, Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri("/v1/decide", UriKind.Relative), content)).Dispose();

        using var response = await http.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        var metrics = OpenMetricsText.Read(text);

        Assert.Equal((HttpStatusCode.OK, ContentType), (response.StatusCode, Assert.Single(response.Content.Headers.GetValues("Content-Type"))));
        Assert.Equal(("counter", "histogram", "gauge"), (metrics.Types["aegis_decisions"], metrics.Types["aegis_facade_duration_seconds"], metrics.Types["aegis_table_age_seconds"]));
        Assert.NotEqual("0", metrics.Value("aegis_decisions_total", ("outcome", "allow"), ("replayed", "false")));
        Assert.Empty(metrics.Samples.SelectMany(sample => sample.Labels.Keys).Distinct().Except(LabelNames));
        Assert.DoesNotContain("acme", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sales-composer", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoMayNotRead_IsRefused()
    {
        using var page = new MetricsPage();
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = loopback, Http = loopback, Metrics = page });
        using var http = new HttpClient { BaseAddress = scene.Http };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.AcmeToken);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public void EveryMeter_IsOnThePage()
    {
        var meters = RepositoryTree.Instance.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => MeterPattern().Matches(RepositoryTree.Read(file)))
            .Select(match => match.Groups[1].Value);

        Assert.Equal(meters.Order(StringComparer.Ordinal), MetricsPage.Meters.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""const string MeterName = "([\w.]+)";""")]
    private static partial Regex MeterPattern();
}
