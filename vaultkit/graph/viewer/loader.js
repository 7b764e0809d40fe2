(async () => {
  const packed = Uint8Array.from(atob(document.getElementById('program').textContent), letter =>
    letter.charCodeAt(0),
  );
  const script = document.createElement('script');
  script.textContent = await new Response(
    new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')),
  ).text();
  document.body.append(script);
})();
