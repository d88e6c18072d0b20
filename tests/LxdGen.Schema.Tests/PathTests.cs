using System.Text.RegularExpressions;

namespace LxdGen.Schema.Tests;

public partial class PathTests
{
    [Fact]
    public void Every_path_position_has_one_parameter_name() => Rule.Holds(TwoNames);

    [Fact]
    public void Two_names_for_one_path_position_are_noticed() =>
        Rule.Notices(TwoNames, Schema.Sample.With("/paths/~1things~1{name}~1parts", "{}"), "/things/{}: {thing}, {name}");

    [Fact]
    public void Every_path_parameter_is_declared() => Rule.Holds(Undeclared);

    [Fact]
    public void An_undeclared_path_parameter_is_noticed() =>
        Rule.Notices(
            Undeclared,
            Schema.Sample.With("/components/parameters/thing/name", "name"),
            "GET /things/{thing}: {thing}",
            "PUT /things/{thing}: {thing}");

    private static IEnumerable<string> TwoNames(Schema schema) =>
        from path in schema.Paths
        from Match parameter in Parameter().Matches(path)
        let place = Parameter().Replace(path[..(parameter.Index + parameter.Length)], "{}")
        group parameter.Value by place into names
        where names.Distinct().Count() > 1
        select $"{names.Key}: {string.Join(", ", names.Distinct())}";

    private static IEnumerable<string> Undeclared(Schema schema) =>
        from o in schema.Operations
        from Match parameter in Parameter().Matches(o.Path)
        where !o.Takes(parameter.Groups[1].Value, "path")
        select $"{o}: {parameter.Value}";

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Parameter();
}
