using System.Globalization;
using ClvPredict.Models.MlNet;
using ClvPredict.TestKit;

namespace ClvPredict.Models.Tests.MlNet;

/// <summary>A model zip written by ML.NET 5.0, rows for it, and what ML.NET answers for them.</summary>
internal sealed class ModelFixture
{
    private ModelFixture(string folder, string name, string dataFile)
    {
        ZipPath = Path.Combine(folder, name + ".zip");
        Archive = ModelArchive.Read(ZipPath);
        Model = MlNetModel.Read(Archive);
        Data = ReadTable(Path.Combine(folder, dataFile));
        var answers = Path.Combine(folder, name + ".pred.csv");
        Answers = File.Exists(answers) ? ReadTable(answers) : [];
    }

    public string ZipPath { get; }

    public ModelArchive Archive { get; }

    public MlNetModel Model { get; }

    public Dictionary<string, float[]> Data { get; }

    public Dictionary<string, float[]> Answers { get; }

    /// <summary>A fixture of the repository: 200 rows.</summary>
    public static ModelFixture OfRepository(string name) =>
        new(
            RepositoryFiles.PathOf("tests", "ClvPredict.Models.Tests", "Fixtures"),
            name,
            "data.csv"
        );

    /// <summary>A fixture outside the repository: 2,000 rows.</summary>
    public static ModelFixture OfOutside(string name, string dataFile = "data.csv") =>
        new(OutsideData.PathOf("mlnet/fixtures"), name, dataFile);

    public ColumnBatch Batch()
    {
        var batch = new ColumnBatch(Data.First().Value.Length);
        foreach (var (name, values) in Data)
            batch.SetNumbers(name, values);
        return batch;
    }

    /// <summary>Every column that ML.NET answers, bit for bit.</summary>
    public void ShouldReproduceAnswers()
    {
        var batch = Batch();
        Model.Apply(batch, maxThreads: 2);
        Answers.ShouldNotBeEmpty();
        foreach (var (name, expected) in Answers)
        {
            Model.OutputColumns.ShouldContain(name);
            Bits(batch.Numbers(name)).ShouldBe(Bits(expected), name);
        }
    }

    /// <summary>Every entry that is written has the bytes of the entry that was read.</summary>
    public void ShouldWriteTheSameEntries()
    {
        var written = Model.Write();
        foreach (var (name, content) in written)
            content.ShouldBe(Archive.Get(name).ToArray(), name);
        var left = Archive
            .Names.Except(written.Select(e => e.Name))
            .Where(n => !n.EndsWith(".txt", StringComparison.Ordinal));
        left.ShouldBeEmpty();
    }

    private static int[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = float.IsNaN(values[i]) ? -1 : BitConverter.SingleToInt32Bits(values[i]);
        return bits;
    }

    private static Dictionary<string, float[]> ReadTable(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        var columns = names.ToDictionary(
            n => n,
            _ => new float[lines.Length - 1],
            StringComparer.Ordinal
        );
        for (int r = 1; r < lines.Length; r++)
        {
            var cells = lines[r].Split(',');
            for (int c = 0; c < names.Length; c++)
            {
                columns[names[c]][r - 1] =
                    cells[c].Length == 0
                        ? float.NaN
                        : (float)double.Parse(cells[c], CultureInfo.InvariantCulture);
            }
        }
        return columns;
    }
}
