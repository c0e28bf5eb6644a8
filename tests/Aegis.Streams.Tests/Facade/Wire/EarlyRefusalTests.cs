using System.Diagnostics.Metrics;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Grpc;
using Aegis.Streams.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Calls that end before any door sees them are counted as the others are.</summary>
public sealed class EarlyRefusalTests : IDisposable
{
    private readonly FacadeMetrics _metrics;
    private readonly List<string> _refusals = [];
    private readonly MeterListener _listener = new();
    private readonly DefaultHttpContext _context = new();

    public EarlyRefusalTests()
    {
        // Those of other tests are made by other threads.
        var (own, thread) = (false, Environment.CurrentManagedThreadId);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (own && Environment.CurrentManagedThreadId == thread && instrument.Name == "aegis.facade.refusals") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _refusals.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        _listener.Start();
        own = true;
        _metrics = new FacadeMetrics();
        own = false;
        _context.Request.ContentType = "application/grpc";
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task DefectOfADoor_IsCounted()
    {
        await FaultGuard.InvokeAsync(_context, static _ => throw new InvalidOperationException("A defect."), _metrics, NullLogger.Instance);

        Assert.Equal("14", _context.Response.Headers["grpc-status"]);
        Assert.Equal(["any facade.internal_error"], _refusals);
    }

    [Theory]
    [InlineData("50n", "4", "any facade.deadline_exceeded", true)]
    [InlineData("5x", "13", "any facade.invalid_request", false)]
    public async Task TimeoutThatIsSpentOrNone_IsCounted_AndSaysWhatItIs(string timeout, string status, string refusal, bool hasDetails)
    {
        _context.Request.Headers["grpc-timeout"] = timeout;

        await TimeoutHeader.InvokeAsync(_context, static _ => throw new InvalidOperationException("It was let through."), _metrics);

        Assert.Equal((status, hasDetails), (_context.Response.Headers["grpc-status"].ToString(), _context.Response.Headers.ContainsKey("grpc-status-details-bin")));
        Assert.Equal([refusal], _refusals);
    }

    [Theory]
    [InlineData("2", "Exception was thrown by handler.", "13")]
    [InlineData("8", "Received message exceeds the maximum configured message size.", "8")]
    public async Task MessageThatTheLibraryDoesNotRead_IsCounted(string status, string message, string answered)
    {
        await ProtocolRules.InvokeAsync(
            _context,
            context =>
            {
                (context.Response.Headers["grpc-status"], context.Response.Headers["grpc-message"]) = (status, message);
                return Task.CompletedTask;
            },
            _metrics);

        Assert.Equal(answered, _context.Response.Headers["grpc-status"]);
        Assert.Equal(["any facade.invalid_request"], _refusals);
    }
}
