using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Tests.Policy.Publication;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Facade;

/// <summary>What readiness says of policies that are published.</summary>
public sealed class PublishedReadinessTests
{
    [Fact]
    public async Task PoliciesThatAreMissingOrStale_AreSaid()
    {
        using var policies = new PublicationScene();

        // Whatever age is too much.
        await using var scene = await FacadeScene.StartAsync(published: new PublishedPolicies { Keys = policies.Keys, MaxAge = TimeSpan.Zero });
        using var http = new HttpClient { BaseAddress = scene.Http };
        await Until("""{"status":"not_ready","missing":["no_policy","policy_stale"]}""");
        var content = PublicationScene.Content(20);
        using (var publisher = new PolicyPublisher(scene.Connection, scene.Topics.Policies, NullLogger.Instance)) publisher.Write(policies.Sign(content, parent: null), new PublicationPayload(content), TimeSpan.FromSeconds(30));

        await Until("""{"status":"not_ready","missing":["policy_stale"]}""");

        async Task Until(string expected)
        {
            var said = "";
            for (var deadline = DateTime.UtcNow.AddSeconds(60); said != expected; await Task.Delay(20))
            {
                using var response = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
                said = await response.Content.ReadAsStringAsync();
                Assert.True(DateTime.UtcNow < deadline, $"Readiness said {said}.");
            }
        }
    }

    [Fact]
    public async Task PoliciesThatAreFresh_AreReady()
    {
        using var policies = new PublicationScene();
        await using var scene = await FacadeScene.StartAsync(published: new PublishedPolicies { Keys = policies.Keys });
        var content = PublicationScene.Content(20);
        using (var publisher = new PolicyPublisher(scene.Connection, scene.Topics.Policies, NullLogger.Instance)) publisher.Write(policies.Sign(content, parent: null), new PublicationPayload(content), TimeSpan.FromSeconds(30));
        await scene.UntilAsync(() => scene.Applications[0].Policy is not null);
        using var http = new HttpClient { BaseAddress = scene.Http };

        Assert.Equal("""{"status":"ok"}""", await http.GetStringAsync(new Uri("/readyz", UriKind.Relative)));
    }
}
