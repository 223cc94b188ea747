using System.Globalization;
using ClvPredict.Models.Chain;
using ClvPredict.Models.MlNet;
using ClvPredict.TestKit;

namespace ClvPredict.Models.Package.Tests;

/// <summary>
/// A zip of each released format with rows of its inputs and what it answered for them when it was made. These files are
/// never rewritten: a new format gets files of its own.
/// </summary>
public class ReleasedFormatTests
{
    [Theory]
    [InlineData(1)]
    public void Load_ZipOfAReleasedFormat_ScoresAsOnTheDayItWasMade(int format)
    {
        var model = ModelPackage.Load(Fixture($"clv-format-{format}.zip"));
        var lines = File.ReadAllLines(Fixture($"clv-format-{format}.csv"));
        var names = lines[0].Split(',');
        var rows = lines.Skip(1).Select(l => l.Split(',')).ToArray();
        var batch = new ColumnBatch(rows.Length);
        foreach (var name in model.Chain.InputColumns)
            batch.SetNumbers(name, Column(rows, names, name));

        model.Chain.Apply(batch);

        model.Manifest.FormatVersion.ShouldBe(format);
        rows.Length.ShouldBeGreaterThan(10);
        foreach (
            var output in (string[])
                [ClvChain.ChurnProbability, ClvChain.ExpectedOrders, ClvChain.PredictedClv]
        )
            batch.Numbers(output).ToArray().ShouldBe(Column(rows, names, output), output);
    }

    private static float[] Column(string[][] rows, string[] names, string name)
    {
        var column = Array.IndexOf(names, name);
        return
        [
            .. rows.Select(r =>
                r[column].Length == 0
                    ? float.NaN
                    : float.Parse(r[column], CultureInfo.InvariantCulture)
            ),
        ];
    }

    private static string Fixture(string name) =>
        RepositoryFiles.PathOf("tests", "ClvPredict.Models.Tests", "Fixtures", name);
}
