using System.Text;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Tests.Intents;

public sealed class ParameterPlaceTests
{
    [Theory]
    [InlineData("discount_percent")]
    [InlineData("unit-price-2")]
    [InlineData("customerCountry")]
    [InlineData("customerShippingAddress")]
    [InlineData("quantityOnHand")]
    [InlineData("SKU")]
    [InlineData("HTTP_STATUS")]
    [InlineData("line_of_2026a")]
    [InlineData("a_name_of_thirty_two_characters_")]
    public void Name_IsShown(string name) => Assert.Equal($"parameters.{name}", PathOf(name));

    [Theory]
    [InlineData("4111111111111111")] // A card.
    [InlineData("4111-1111-1111-1111")]
    [InlineData("DE89370400440532013000")] // An account.
    [InlineData("AKIAIOSFODNN7EXAMPLE")] // A key of AWS.
    [InlineData("AKIAABCDEFGHIJKLMNOP")]
    [InlineData("wJalrXUtnFEMI-K7MDENG_bPxRfiCYEXAMPLEKEY")]
    [InlineData("ghp_16C7e42F292c6912E7710c838347Ae178B4a")] // A token of GitHub.
    [InlineData("004915112345678")] // A phone.
    [InlineData("078-05-1120")] // A number of social security.
    [InlineData("ada@example.com")]
    [InlineData("Ada Lovelace")]
    [InlineData("12-34")]
    [InlineData("a_name_of_thirty_three_characters")]
    [InlineData("NTEyLTQzLTc3ODEg")] // A number of social security in base64.
    [InlineData("YUBiLmNj")] // a@b.cc
    [InlineData("YWRhQGV4YW1wbGUuY29t")] // ada@example.com
    [InlineData("id_YWRhQGV4YW1wbGUuY29t")] // Wherever it begins.
    [InlineData("x-YWRhQGV4YW1wbGUuY29t")]
    [InlineData("YQBkAGEAQAB4AC4AYQB0AA")] // In UTF-16.
    [InlineData("QWRhIExvdmVsYWNl")] // Ada Lovelace
    [InlineData("")]
    public void WhatMayBeData_IsMasked(string name) => Assert.Equal("parameters.*", PathOf(name));

    [Fact]
    public void NameInAFault_FollowsTheSameRule() =>
        Assert.Equal("parameters.*", new ParameterTable().Read("""{"4111111111111111":1,"4111111111111111":2}"""u8.ToArray(), new IntentLimits(), "parameters")!.Path);

    private static string PathOf(string name)
    {
        var table = new ParameterTable();
        Assert.Null(table.Read(Encoding.UTF8.GetBytes($$"""{"{{name}}":1}"""), new IntentLimits(), "parameters"));
        return table.PathOf(1, "parameters");
    }
}
