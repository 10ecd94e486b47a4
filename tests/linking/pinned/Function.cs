using System.Buffers;
using System.Globalization;
using System.Text;
using Lambda.Native;

// What a plain publish on a newer Linux binds to that Linux: double % double is fmod, which has a version of 2.38; HttpClient brings TLS, names and threads.
using var http = new HttpClient();

LambdaRuntime.RunRaw(async (ReadOnlyMemory<byte> e, IBufferWriter<byte> answer, LambdaContext context) =>
{
    double rest = double.Parse(e.Span, CultureInfo.InvariantCulture) % Math.E;
    string page = await http.GetStringAsync("https://example.com/?rest=" + rest.ToString(CultureInfo.InvariantCulture), context.CancellationToken);
    answer.Write(Encoding.UTF8.GetBytes(page));
});
