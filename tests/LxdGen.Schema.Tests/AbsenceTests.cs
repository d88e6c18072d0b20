namespace LxdGen.Schema.Tests;

public class AbsenceTests
{
    [Theory]
    [InlineData("GET /things/{name}/parts")]
    [InlineData("DELETE /things/{name}")]
    [InlineData("GET /things?project")]
    [InlineData("/thing")]
    [InlineData("/things/{name}/parts")]
    [InlineData("ApiThingPost")]
    [InlineData("ApiThing.size")]
    public void What_is_not_there_is_absent(string absent) => Assert.Null(Objection(absent));

    [Theory]
    [InlineData("GET /things/{name}", "is there")]
    [InlineData("GET /things?recursion", "is there")]
    [InlineData("/things", "is there")]
    [InlineData("/things/{name}", "is there")]
    [InlineData("ApiThing", "is there as Thing")]
    [InlineData("ApiThing.kind", "is there")]
    [InlineData("GET /thing?project", "is said of an operation that is not there")]
    [InlineData("ApiThin.size", "is said of a DTO that definitions does not name")]
    [InlineData("get things", "is not understood")]
    [InlineData("", "is not understood")]
    public void What_is_there_is_not(string absent, string objection) => Assert.Equal(objection, Objection(absent));

    private static string? Objection(string absent) =>
        Absence.Objection(
            Schema.Sample.With("/paths/~1things/parameters", "[{ name: recursion, in: query }]"),
            new Ledger { Definitions = { ["ApiThing"] = "Thing" } },
            absent);
}
