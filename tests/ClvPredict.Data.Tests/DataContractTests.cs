using System.Reflection;
using ClvPredict.Data.Ingest;
using ClvPredict.TestKit;

namespace ClvPredict.Data.Tests;

/// <summary>docs/data-contract.md names everything that the reader knows.</summary>
public sealed class DataContractTests
{
    private static readonly string s_contract = File.ReadAllText(
        RepositoryFiles.PathOf("docs", "data-contract.md")
    );

    [Fact]
    public void Contract_EveryRole_StandsWithItsNames()
    {
        var rows = s_contract
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => OrderRoles.Find(cells[1]) is not null && cells.Length == 6)
            .ToDictionary(cells => cells[1], cells => cells[3].Split(", "));

        rows.Count.ShouldBe(OrderRoles.Count);
        foreach (var role in Enum.GetValues<OrderRole>())
            rows[OrderRoles.NameOf(role)].ShouldBe(OrderRoles.SynonymsOf(role));
    }

    [Theory]
    [InlineData(typeof(RejectReasons))]
    [InlineData(typeof(RepairNames))]
    public void Contract_EveryReasonAndRepair_IsListed(Type names)
    {
        var texts = names
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        texts.Count.ShouldBeGreaterThan(15);
        texts.ShouldAllBe(text => s_contract.Contains($"\n- {text}\n"));
    }
}
