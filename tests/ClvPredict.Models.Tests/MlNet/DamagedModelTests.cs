using ClvPredict.Models.MlNet;
using ClvPredict.TestKit;

namespace ClvPredict.Models.Tests.MlNet;

/// <summary>
/// Changed bytes anywhere give a <see cref="ModelPackageException"/> or another sound model, never a different
/// exception, an endless walk or an allocation out of proportion.
/// </summary>
public class DamagedModelTests
{
    private const long MaxAllocated = 8 << 20;

    [Fact]
    public void Read_ZipWithChangedBytes_IsRefusedOrSound()
    {
        var zip = File.ReadAllBytes(
            RepositoryFiles.PathOf(
                "tests",
                "ClvPredict.Models.Tests",
                "Fixtures",
                "t_tiny_binary.zip"
            )
        );
        var random = new Random(20);

        for (int i = 0; i < 2000; i++)
        {
            var changed = Change(random, zip);
            ShouldBeRefusedOrSound(
                () => ModelArchive.Read(new MemoryStream(changed)),
                $"mutation {i}"
            );
        }
    }

    [Theory]
    [InlineData("t_tiny_regression")]
    [InlineData("t_tiny_binary")]
    public void Read_FixtureEntryWithChangedBytes_IsRefusedOrSound(string name) =>
        ChangeEntries(ModelFixture.OfRepository(name).Archive, 1500);

    [Fact]
    public void Read_EntryOfEveryTransformWithChangedBytes_IsRefusedOrSound()
    {
        var entries = EveryTransform.Model().Write();
        ChangeEntries(
            new ModelArchive([.. entries.Select(e => (e.Name, (ReadOnlyMemory<byte>)e.Content))]),
            3000
        );
    }

    [Fact]
    public void Read_EntryMissing_IsRefusedByName()
    {
        var archive = ModelFixture.OfRepository("t_tiny_binary").Archive;

        foreach (var missing in archive.Names.Where(n => IsNeeded(n)))
        {
            var rest = archive
                .Names.Where(n => n != missing)
                .Select(n => (n, archive.Get(n)))
                .ToList();
            Should
                .Throw<ModelPackageException>(() => MlNetModel.Read(new ModelArchive(rest)))
                .Message.ShouldContain(missing);
        }
    }

    [Fact]
    public void Read_AnotherTrainer_IsRefusedByName()
    {
        var archive = ModelFixture.OfRepository("t_tiny_regression").Archive;
        const string Entry = "TransformerChain/Transform_001/Model/Model.key";
        var key = ModelKey.Parse(Entry, archive.Get(Entry)) with
        {
            Signature = "LGBSIREG",
            Loader = "LightGbmRegressionExec",
        };

        Should
            .Throw<ModelPackageException>(() =>
                MlNetModel.Read(Replace(archive, Entry, key.ToBytes()))
            )
            .Message.ShouldBe(
                "step 1 (TransformerChain/Transform_001) is a LightGbmRegressionExec; "
                    + "ClvPredict scores FastTree and FastForest models."
            );
    }

    [Fact]
    public void Read_AnotherTransform_IsRefusedByName()
    {
        var archive = ModelFixture.OfRepository("t_tiny_regression").Archive;
        const string Entry = "TransformerChain/Transform_000/Model.key";
        var key = ModelKey.Parse(Entry, archive.Get(Entry)) with
        {
            Signature = "TEXT XF ",
            Loader = "TextFeaturizer",
        };

        Should
            .Throw<ModelPackageException>(() =>
                MlNetModel.Read(Replace(archive, Entry, key.ToBytes()))
            )
            .Message.ShouldBe(
                "step 0 (TransformerChain/Transform_000) is a TextFeaturizer, a transform that ClvPredict does not run."
            );
    }

    private static bool IsNeeded(string entry) =>
        entry.EndsWith(".key", StringComparison.Ordinal)
        || entry.EndsWith("/TrainSchema", StringComparison.Ordinal);

    private static void ChangeEntries(ModelArchive archive, int count)
    {
        var random = new Random(21);
        for (int i = 0; i < count; i++)
        {
            var name = archive.Names[random.Next(archive.Names.Length)];
            var changed = Replace(archive, name, Change(random, archive.Get(name).ToArray()));
            ShouldBeRefusedOrSound(() => changed, $"mutation {i} of {name}");
        }
    }

    private static void ShouldBeRefusedOrSound(Func<ModelArchive> open, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var model = MlNetModel.Read(open());
            var batch = new ColumnBatch(3);
            foreach (var input in model.Inputs.Where(c => c.Width < 10_000))
            {
                if (input.Kind == ColumnKind.Text)
                    batch.SetText(input.Name, new string?[3]);
                else if (input.Kind == ColumnKind.Vector)
                    batch.SetVectors(input.Name, input.Width, new float[3 * input.Width]);
                else
                    batch.SetNumbers(input.Name, new float[3]);
            }
            model.Apply(batch);
            model.Write();
        }
        catch (ModelPackageException)
        {
            // One of the two outcomes allowed.
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocated, what);
    }

    private static byte[] Change(Random random, byte[] original)
    {
        var bytes = original.ToArray();
        int at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                int[] numbers = [int.MaxValue, int.MinValue, -1, 0, 1, 0x10000, 0x1000000];
                at = Math.Min(at, bytes.Length - 4);
                BitConverter.TryWriteBytes(bytes.AsSpan(at), numbers[random.Next(numbers.Length)]);
                return bytes;
            default:
                random.NextBytes(bytes.AsSpan(at, Math.Min(8, bytes.Length - at)));
                return bytes;
        }
    }

    private static ModelArchive Replace(
        ModelArchive archive,
        string name,
        ReadOnlyMemory<byte> content
    ) => new([.. archive.Names.Select(n => (n, n == name ? content : archive.Get(n)))]);
}
