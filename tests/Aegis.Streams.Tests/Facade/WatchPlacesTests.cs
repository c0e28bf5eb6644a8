using Aegis.Streams.Server.Health;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The places of those who watch the health.</summary>
public sealed class WatchPlacesTests
{
    private readonly WatchPlaces _places = new(places: 5, placesOfConnection: 2, placesOfAddress: 3);

    [Fact]
    public void AConnection_HasItsOwnBound()
    {
        Assert.True(_places.TryEnter("c1", "a1"));
        Assert.True(_places.TryEnter("c1", "a1"));
        Assert.False(_places.TryEnter("c1", "a1"));
        _places.Leave("c1", "a1");
        Assert.True(_places.TryEnter("c1", "a1"));
    }

    [Fact]
    public void AnAddress_LeavesRoomForOthers_AndThereIsABoundForAll()
    {
        Assert.Equal(3, Enter("a1", 10));
        Assert.Equal(2, Enter("a2", 10));
        Assert.Equal(0, Enter("a3", 10));
        _places.Leave("a1-0", "a1");
        Assert.Equal(1, Enter("a3", 10));
    }

    private int Enter(string address, int times) => Enumerable.Range(0, times).Count(i => _places.TryEnter($"{address}-{i}", address));
}
